package health.countersign.app.consortium;

import health.countersign.domain.OrganizationId;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What all organizations share, as one of their programs reaches it. */
public interface Backbone {
    /** Addresses {@code host:port} of Kafka's brokers. */
    List<String> brokers();

    /** The ledger's nodes. */
    List<LedgerAddress> ledger();

    /**
     * Transport and authentication towards Kafka, as Kafka's clients call them; {@code …-file} names a file with the
     * value.
     *
     * @param program the last word of {@code countersign run}
     */
    Map<String, String> kafkaClient(OrganizationId organization, String program);

    /** Where an organization keeps its view, as the settings of its service want it. */
    Object store(OrganizationId organization);

    /** A ledger node's API, and its event stream. */
    record LedgerAddress(URI api, URI stream) {}

    /** Without authentication, as on one machine, and each view in a file in its organization's folder. */
    static Backbone open(List<String> brokers, List<LedgerAddress> ledger) {
        return new Backbone() {
            @Override
            public List<String> brokers() {
                return brokers;
            }

            @Override
            public List<LedgerAddress> ledger() {
                return ledger;
            }

            @Override
            public Map<String, String> kafkaClient(OrganizationId organization, String program) {
                return Map.of();
            }

            @Override
            public Object store(OrganizationId organization) {
                return Map.of("sqlite", Map.of("file", "view/view.db"));
            }
        };
    }
}
