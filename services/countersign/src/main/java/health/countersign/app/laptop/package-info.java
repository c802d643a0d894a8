/**
 * All organizations, the log and the ledger in one JVM, in one directory: where the files are, on which addresses who
 * listens, and in which order everything starts and stops.
 */
package health.countersign.app.laptop;
