/**
 * A consortium as a directory: the signed document, a folder for each organization with its keys, its view and the
 * settings of its programs, the local issuer of tokens, and who listens where.
 */
package health.countersign.app.consortium;
