package health.countersign.app.cluster;

import health.countersign.app.consortium.Backbone;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.domain.OrganizationId;
import health.countersign.platform.access.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A cluster as the programs of an organization reach it: each with a certificate and a database of its own. */
final class ClusterBackbone implements Backbone {
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(500);

    private final LocalCluster cluster;
    private final ViewDatabases views;

    ClusterBackbone(LocalCluster cluster, ViewDatabases views) {
        this.cluster = cluster;
        this.views = views;
    }

    @Override
    public List<String> brokers() {
        return List.of(cluster.kafka().bootstrapServers().split(","));
    }

    @Override
    public List<LedgerAddress> ledger() {
        return cluster.ledger().nodes().stream()
                .map(node -> new LedgerAddress(node.api(), node.stream()))
                .toList();
    }

    @Override
    public Duration betweenBatches() {
        return BETWEEN_BATCHES;
    }

    @Override
    public Map<String, String> kafkaClient(OrganizationId organization, ProgramKind program) {
        return cluster.kafka().clientSettings(new Principal(organization.value(), part(program)));
    }

    private static Principal.Part part(ProgramKind program) {
        return switch (program) {
            case SERVICE -> Principal.Part.MEMBER;
            case NOTIFICATION -> Principal.Part.NOTIFICATION;
            case VALIDATOR -> Principal.Part.VALIDATOR;
        };
    }

    @Override
    public Map<String, Object> store(OrganizationId organization) {
        return views.settings(organization);
    }
}
