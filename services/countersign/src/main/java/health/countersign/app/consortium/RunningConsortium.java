package health.countersign.app.consortium;

import health.countersign.domain.Consortium;
import health.countersign.platform.log.KafkaSettings;

/**
 * A consortium whose programs run, wherever they do.
 *
 * @param files of the machine where we are
 * @param log how somebody reaches Kafka who may read and write everything there
 */
public record RunningConsortium(ConsortiumFiles files, Consortium consortium, Addresses addresses, KafkaSettings log) {}
