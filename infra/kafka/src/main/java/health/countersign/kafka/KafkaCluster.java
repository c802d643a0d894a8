package health.countersign.kafka;

import health.countersign.platform.access.Principal;
import health.countersign.platform.operations.WallClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * One or three real brokers, each a process of its own that outlives this one, with a directory that keeps their data,
 * certificates and ports. Its methods block: never call them on an event loop.
 */
public final class KafkaCluster {
    /** Makes topics and gives rights; brokers refuse it nothing. */
    public static final Principal OPERATOR = new Principal("admin", Principal.Part.OPERATOR);

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final ClusterFacts facts;
    private final CertificateAuthority authority;
    private final List<Broker> brokers;

    private KafkaCluster(Path directory, ClusterFacts facts) {
        this.facts = facts;
        this.authority = CertificateAuthority.in(directory.resolve("certificates"), WallClock.system());
        this.brokers = facts.nodes().stream()
                .map(node -> new Broker(facts, node, directory.resolve(node.name()), authority))
                .toList();
    }

    /**
     * Starts the brokers of the directory that do not run, and returns when all serve.
     *
     * @throws health.countersign.processes.ProcessFailedException if one ends, or does not serve within four minutes;
     *     then those that this call started are ended
     */
    public static KafkaCluster start(ClusterSettings settings) {
        ClusterFacts facts = ClusterFacts.read(settings.directory()).orElseGet(() -> {
            ClusterFacts chosen = ClusterFacts.choose(settings);
            chosen.write(settings.directory());
            return chosen;
        });
        KafkaCluster cluster = new KafkaCluster(settings.directory(), facts);
        List<Broker> starting =
                cluster.brokers.stream().filter(broker -> !broker.isRunning()).toList();
        try {
            starting.forEach(Broker::start);
            cluster.awaitServing(PATIENCE);
            return cluster;
        } catch (RuntimeException e) {
            starting.forEach(Broker::kill);
            throw e;
        }
    }

    /** The cluster of this directory, whether or not its brokers run; empty if none was ever started there. */
    public static Optional<KafkaCluster> find(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return ClusterFacts.read(absolute).map(facts -> new KafkaCluster(absolute, facts));
    }

    /** Addresses for clients, {@code 127.0.0.1:port} of each broker, with commas. */
    public String bootstrapServers() {
        return facts.nodes().stream().map(node -> "127.0.0.1:" + node.clients()).collect(Collectors.joining(","));
    }

    /** Who issues the certificates of this cluster. */
    public CertificateAuthority authority() {
        return authority;
    }

    /**
     * What a client is told to be this principal, for {@code KafkaSettings.client}; its certificate is made if there is
     * none.
     */
    public Map<String, String> clientSettings(Principal principal) {
        return authority.clientSettings(principal);
    }

    /** The same with the addresses: all that Kafka's own tools and clients need. */
    public Map<String, Object> properties(Principal principal) {
        Map<String, Object> properties = new HashMap<>(clientSettings(principal));
        properties.put("bootstrap.servers", bootstrapServers());
        return properties;
    }

    /** Numbers of the brokers, from 1. */
    public List<Integer> brokers() {
        return facts.nodes().stream().map(ClusterFacts.Node::id).toList();
    }

    /** Whether this broker's process is there; paused counts. */
    public boolean isRunning(int broker) {
        return broker(broker).isRunning();
    }

    /** What this broker logs. */
    public Path log(int broker) {
        return broker(broker).log();
    }

    /** Waits until every broker is one of the cluster, which lets clients in. */
    public void awaitServing(Duration patience) {
        try (ClusterView view = new ClusterView(properties(OPERATOR))) {
            brokers.forEach(broker -> broker.await("joined the cluster", patience, () -> view.has(broker.id())));
        }
    }

    /** Waits until every broker has a current copy of all that it should have a copy of. */
    public void awaitInSync(Duration patience) {
        try (ClusterView view = new ClusterView(properties(OPERATOR))) {
            brokers.get(0).await("saw all copies in sync", patience, () -> view.inSync(brokers.size()));
        }
    }

    /** The broker whose controller leads now; asks those that run. */
    public int controller() {
        try (ClusterView view = new ClusterView(properties(OPERATOR))) {
            return view.controller();
        }
    }

    /** SIGKILL: as a power failure takes a machine, but for its disk. */
    public void kill(int broker) {
        broker(broker).kill();
    }

    /** Starts a broker that does not run; returns at once, see {@link #awaitServing}. */
    public void restart(int broker) {
        broker(broker).start();
    }

    /** Stops a broker's time: it keeps its connections and answers nobody. */
    public void pause(int broker) {
        broker(broker).pause();
    }

    /** Lets a paused broker go on. */
    public void resume(int broker) {
        broker(broker).resume();
    }

    /** Ends all brokers, in order if they can within half a minute; what they keep stays. */
    public void stop() {
        // All at once: the last one alone would wait in vain for a majority that lets it go.
        List<CompletableFuture<Void>> ends = brokers.stream()
                .map(broker -> CompletableFuture.runAsync(
                        () -> broker.terminate(FAREWELL), command -> new Thread(command, broker.name()).start()))
                .toList();
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
    }

    private Broker broker(int id) {
        return brokers.stream()
                .filter(broker -> broker.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no broker " + id));
    }
}
