/**
 * A real Kafka broker, its own controller, in this JVM and on the loopback address.
 * It survives {@code kill -9} and starts again on its directory with the same cluster id, ports and records.
 * It is the only place that may touch Kafka's server classes.
 */
package health.countersign.embedded.broker;
