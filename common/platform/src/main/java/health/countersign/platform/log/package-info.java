/** The log that all organizations share, on Kafka: topics, events as bytes, appending, consuming and reading. */
package health.countersign.platform.log;
