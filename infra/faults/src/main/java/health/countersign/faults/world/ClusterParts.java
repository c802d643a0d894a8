package health.countersign.faults.world;

import health.countersign.app.cluster.ClusterConsortium;
import health.countersign.app.cluster.ClusterSize;
import health.countersign.app.cluster.LocalCluster;
import health.countersign.app.consortium.Backbone.LedgerAddress;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.bigchaindb.BigchainDbNode;
import health.countersign.faults.plan.FaultKind;
import health.countersign.faults.proxy.LedgerProxy;
import health.countersign.faults.proxy.TcpProxy;
import health.countersign.kafka.KafkaCluster;
import health.countersign.member.keys.Agreement;
import health.countersign.processes.FreePorts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Three real brokers, four real ledger nodes and a database server. Of brokers and of ledger nodes one at a time is
 * taken away. Ledger nodes are reached through proxies; brokers directly, for their certificates name them.
 */
final class ClusterParts implements SharedParts {
    private static final ClusterSize SIZE = new ClusterSize(4, 3, true);

    private final Vertx vertx;
    private final LocalCluster cluster;
    private final List<LedgerProxy> apis = new ArrayList<>();
    private final List<TcpProxy> streams = new ArrayList<>();
    private ClusterConsortium consortium;

    private ClusterParts(Vertx vertx, LocalCluster cluster) {
        this.vertx = vertx;
        this.cluster = cluster;
    }

    /** Starts it, makes everything that the programs expect, and writes everybody's settings. */
    static ClusterParts start(
            Vertx vertx, Path directory, ConsortiumFiles files, ProgramPorts ports, Consumer<String> progress)
            throws IOException {
        ClusterParts parts = new ClusterParts(vertx, LocalCluster.up(directory, SIZE, progress));
        try {
            parts.prepare(files, ports, progress);
            return parts;
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        } catch (TimeoutException e) {
            parts.close();
            throw new IllegalStateException("the cluster was not made ready in time", e);
        }
    }

    private void prepare(ConsortiumFiles files, ProgramPorts ports, Consumer<String> progress)
            throws IOException, TimeoutException {
        consortium = ClusterConsortium.prepare(cluster, files, Agreement.laptop(), ports, progress);
        List<LedgerAddress> proxied = new ArrayList<>();
        for (BigchainDbNode node : cluster.ledger().nodes()) {
            List<Integer> free = FreePorts.take(2);
            apis.add(LedgerProxy.start(vertx, free.get(0), node.api().getPort()).await());
            streams.add(
                    TcpProxy.start(vertx, free.get(1), node.stream().getPort()).await());
            proxied.add(new LedgerAddress(
                    URI.create("http://127.0.0.1:" + free.get(0)),
                    URI.create("ws://127.0.0.1:%d%s"
                            .formatted(free.get(1), node.stream().getPath()))));
        }
        consortium.folder().write(new LedgerElsewhere(consortium.backbone(), proxied), ports);
    }

    @Override
    public ConsortiumFolder folder() {
        return consortium.folder();
    }

    @Override
    public Map<String, Object> operator() {
        return cluster.kafka().properties(KafkaCluster.OPERATOR);
    }

    @Override
    public List<URI> ledgerNodes() {
        return cluster.ledger().nodes().stream().map(BigchainDbNode::api).toList();
    }

    @Override
    public Optional<URI> tendermint() {
        return Optional.of(cluster.ledger().node(0).rpc());
    }

    @Override
    public List<Victim> brokers() {
        return cluster.kafka().brokers().stream()
                .<Victim>map(broker -> new BrokerVictim(cluster.kafka(), broker))
                .toList();
    }

    @Override
    public List<Victim> ledgers() {
        return cluster.ledger().nodes().stream().<Victim>map(LedgerVictim::new).toList();
    }

    @Override
    public List<LedgerProxy> ledgerApis() {
        return apis;
    }

    @Override
    public List<TcpProxy> ledgerStreams() {
        return streams;
    }

    @Override
    public List<TcpProxy> logs() {
        return List.of();
    }

    @Override
    public Set<FaultKind> kinds() {
        return EnumSet.complementOf(EnumSet.of(FaultKind.LOG_DELAY, FaultKind.LOG_CUT, FaultKind.LOG_HALF_CLOSE));
    }

    @Override
    public void close() {
        cluster.down();
    }
}
