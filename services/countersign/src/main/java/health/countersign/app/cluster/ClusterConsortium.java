package health.countersign.app.cluster;

import health.countersign.app.consortium.Backbone;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.Founding;
import health.countersign.app.consortium.LaneOpening;
import health.countersign.app.consortium.OrganizationFolder;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.domain.LedgerChain;
import health.countersign.kafka.KafkaCluster;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.tendermint.TendermintNode;
import health.countersign.member.keys.Agreement;
import health.countersign.platform.access.AccessPlan;
import health.countersign.platform.access.AccessRights;
import health.countersign.platform.access.Principal;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.Topics;
import health.countersign.validator.stream.StreamsSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A consortium made ready on a cluster: folders, databases, topics, rights and lanes. Doing it again changes nothing.
 */
public final class ClusterConsortium {
    private static final long PATIENCE_SECONDS = 180;

    private final LocalCluster cluster;
    private final ConsortiumFiles files;
    private final ConsortiumFolder folder;

    private ClusterConsortium(LocalCluster cluster, ConsortiumFiles files, ConsortiumFolder folder) {
        this.cluster = cluster;
        this.files = files;
        this.folder = folder;
    }

    /**
     * Founds the consortium in its directory, if it is not there, and makes everything that its programs expect.
     *
     * @param progress is told of each step that is done
     * @throws TimeoutException if Kafka or the ledger take longer than three minutes
     */
    public static ClusterConsortium prepare(
            LocalCluster cluster,
            ConsortiumFiles files,
            Agreement agreement,
            ProgramPorts ports,
            Consumer<String> progress)
            throws IOException, TimeoutException {
        LedgerChain chain = TendermintNode.chain(cluster.ledger().genesis());
        ConsortiumFolder folder = ConsortiumFolder.make(files, agreement, Optional.of(chain));
        ClusterConsortium consortium = new ClusterConsortium(cluster, files, folder);
        progress.accept("folders");
        ViewDatabases views = new ViewDatabases(cluster.postgres());
        for (OrganizationFolder organization : folder.organizations()) {
            views.make(files, organization.organization().id());
        }
        folder.write(consortium.backbone(), ports);
        progress.accept("databases");
        Vertx vertx = Vertx.vertx();
        try {
            consortium.topics(vertx);
            progress.accept("topics and rights");
            consortium.lanes(vertx);
            progress.accept("lanes");
        } finally {
            vertx.close().await();
        }
        return consortium;
    }

    /** The folders of the organizations. */
    public ConsortiumFolder folder() {
        return folder;
    }

    /** The cluster as programs reach it. */
    public Backbone backbone() {
        return new ClusterBackbone(cluster, new ViewDatabases(cluster.postgres()));
    }

    /** How the operator reaches the log, whom brokers refuse nothing. */
    public KafkaSettings operator() {
        return KafkaSettings.at(cluster.kafka().bootstrapServers())
                .as(cluster.kafka().clientSettings(KafkaCluster.OPERATOR));
    }

    private void topics(Vertx vertx) throws TimeoutException {
        List<Principal> principals = folder.organizations().stream()
                .flatMap(organization -> AccessPlan.ofOrganization(
                        organization.organization().id().value()))
                .toList();
        AccessPlan plan = AccessPlan.of(principals, StreamsSettings.APPLICATION);
        Topics.create(vertx, operator(), folder.consortium().document().lanes())
                .compose(made -> AccessRights.apply(vertx, operator(), plan))
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void lanes(Vertx vertx) throws IOException, TimeoutException {
        List<Transaction> genesis = Founding.genesis(files.genesis());
        List<BigchainDbSettings.Node> nodes = cluster.ledger().nodes().stream()
                .map(node -> new BigchainDbSettings.Node(node.api(), node.stream()))
                .toList();
        BigchainDbLedger ledger =
                new BigchainDbLedger(vertx, new BigchainDbSettings(nodes, BigchainDbSettings.USUAL_TIMEOUT));
        try {
            new LaneOpening(vertx, ledger).open(genesis).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            ledger.close();
        }
    }
}
