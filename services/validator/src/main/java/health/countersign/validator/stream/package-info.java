/**
 * The Kafka Streams side: one processor for each lane, exactly once.
 * What it hears comes from {@code proposals}, {@code answers}, {@code seals} and {@code outcomes}; what the lane's book
 * says goes out in the same transaction as the state that it changed.
 */
package health.countersign.validator.stream;
