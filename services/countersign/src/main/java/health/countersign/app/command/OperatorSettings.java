package health.countersign.app.command;

import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.settings.Default;
import health.countersign.validator.stream.StreamsSettings;
import java.nio.file.Path;

/**
 * What the consortium's operator says to make topics and give rights.
 *
 * @param kafka with the operator's own certificate, where brokers ask for one
 * @param consortium file of the signed consortium document, which says how many lanes there are
 * @param application what all validators call themselves
 */
public record OperatorSettings(
        KafkaSettings kafka,
        Path consortium,
        @Default(StreamsSettings.APPLICATION) String application) {}
