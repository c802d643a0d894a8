package health.countersign.app.cluster;

import health.countersign.bigchaindb.BigchainDbNetwork;
import health.countersign.bigchaindb.BigchainDbNode;
import health.countersign.bigchaindb.NetworkSettings;
import health.countersign.bigchaindb.NodePrograms;
import health.countersign.kafka.ClusterSettings;
import health.countersign.kafka.KafkaCluster;
import health.countersign.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What organizations share, and a database server for their views, as real processes of this machine. They outlive us;
 * all they keep is in one directory, and there a later command finds them again.
 */
public final class LocalCluster {
    private final KafkaCluster kafka;
    private final BigchainDbNetwork ledger;
    private final Optional<PostgresServer> postgres;

    private LocalCluster(KafkaCluster kafka, BigchainDbNetwork ledger, Optional<PostgresServer> postgres) {
        this.kafka = kafka;
        this.ledger = ledger;
        this.postgres = postgres;
    }

    /** How one process of it is. */
    public record Part(String name, boolean running, String address) {}

    /**
     * Starts what of it does not run, and returns when all of it serves.
     *
     * @param progress is told what is under way; the first time the ledger's programs are built, which takes minutes
     * @throws health.countersign.processes.MissingProgramException if this machine lacks Python, Go or PostgreSQL
     * @throws IllegalArgumentException if the directory holds a cluster of another size
     */
    public static LocalCluster up(Path directory, ClusterSize size, Consumer<String> progress) {
        Optional<PostgresServer> postgres = Optional.empty();
        if (size.postgres()) {
            progress.accept("PostgreSQL: starting");
            postgres = Optional.of(PostgresServer.start(directory.resolve("postgres")));
        }
        NodePrograms programs = NodePrograms.install(progress);
        progress.accept("Kafka: starting %d broker%s".formatted(size.brokers(), size.brokers() > 1 ? "s" : ""));
        KafkaCluster kafka = KafkaCluster.start(ClusterSettings.in(directory.resolve("kafka"), size.brokers()));
        BigchainDbNetwork ledger = BigchainDbNetwork.start(
                NetworkSettings.of(directory.resolve("ledger"), size.validators()), programs, progress);
        return new LocalCluster(kafka, ledger, postgres);
    }

    /** The cluster that was started in this directory, whether or not it runs. */
    public static Optional<LocalCluster> find(Path directory) {
        Optional<KafkaCluster> kafka = KafkaCluster.find(directory.resolve("kafka"));
        Optional<BigchainDbNetwork> ledger = BigchainDbNetwork.find(directory.resolve("ledger"));
        return kafka.isEmpty() || ledger.isEmpty()
                ? Optional.empty()
                : Optional.of(new LocalCluster(
                        kafka.get(), ledger.get(), PostgresServer.find(directory.resolve("postgres"))));
    }

    public KafkaCluster kafka() {
        return kafka;
    }

    public BigchainDbNetwork ledger() {
        return ledger;
    }

    /** The database server, if views are not files. */
    public Optional<PostgresServer> postgres() {
        return postgres;
    }

    /** How each process is. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        List<String> addresses = List.of(kafka.bootstrapServers().split(","));
        for (int n = 0; n < addresses.size(); n++) {
            int broker = kafka.brokers().get(n);
            parts.add(new Part("broker " + broker, kafka.isRunning(broker), addresses.get(n)));
        }
        for (int n = 0; n < ledger.nodes().size(); n++) {
            BigchainDbNode node = ledger.node(n);
            parts.add(new Part("ledger " + (n + 1), node.isRunning(), "%s %s".formatted(node.api(), node.stream())));
        }
        postgres.ifPresent(
                server -> parts.add(new Part("postgres", server.isAlive(), PostgresServer.HOST + ":" + server.port())));
        return parts;
    }

    /** Whether all of it runs. */
    public boolean isRunning() {
        return parts().stream().allMatch(Part::running);
    }

    /** Ends its processes, and no others; what they keep stays. */
    public void down() {
        ledger.stop();
        kafka.stop();
        postgres.ifPresent(PostgresServer::stop);
    }
}
