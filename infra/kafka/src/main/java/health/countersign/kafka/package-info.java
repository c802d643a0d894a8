/**
 * One or three real Kafka brokers as processes of this machine, with TLS on every connection and rights by certificate:
 * what a consortium runs on many machines, raised on one.
 * It outlives the program that started it and is found again through its directory.
 */
package health.countersign.kafka;
