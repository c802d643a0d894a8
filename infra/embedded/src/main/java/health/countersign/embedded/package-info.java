/**
 * A durable Kafka broker and a durable single ledger node inside one JVM, for one machine.
 * The node speaks BigchainDB 2.2's HTTP API and event stream and applies its validation rules.
 * It is one node without Byzantine fault tolerance, and says so.
 */
package health.countersign.embedded;
