package health.countersign.app.consortium;

import health.countersign.domain.OrganizationId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What all organizations share, as one of their programs reaches it. */
public interface Backbone {
    /** Addresses {@code host:port} of Kafka's brokers. */
    List<String> brokers();

    /** The ledger's nodes. */
    List<LedgerAddress> ledger();

    /** The least time between two batches of a lane: a ledger of several nodes wants few and large transactions. */
    Duration betweenBatches();

    /**
     * Transport and authentication towards Kafka, as Kafka's clients call them; {@code …-file} names a file with the
     * value.
     *
     * @param program the last word of {@code countersign run}
     */
    Map<String, String> kafkaClient(OrganizationId organization, ProgramKind program);

    /** Where an organization keeps its view, as the settings of its service want it. */
    Map<String, Object> store(OrganizationId organization);

    /** A ledger node's API, and its event stream. */
    record LedgerAddress(URI api, URI stream) {}

    /** Without authentication, as on one machine, and each view in a file in its organization's folder. */
    record Plain(List<String> brokers, List<LedgerAddress> ledger) implements Backbone {
        public Plain {
            brokers = List.copyOf(brokers);
            ledger = List.copyOf(ledger);
        }

        @Override
        public Duration betweenBatches() {
            return Duration.ZERO;
        }

        @Override
        public Map<String, String> kafkaClient(OrganizationId organization, ProgramKind program) {
            return Map.of();
        }

        @Override
        public Map<String, Object> store(OrganizationId organization) {
            return Map.of("sqlite", Map.of("file", "view/view.db"));
        }
    }
}
