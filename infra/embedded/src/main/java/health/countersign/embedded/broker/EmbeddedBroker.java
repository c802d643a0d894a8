package health.countersign.embedded.broker;

import health.countersign.embedded.DirectoryLock;
import health.countersign.embedded.EmbeddedStartException;
import health.countersign.embedded.Ports;
import health.countersign.embedded.Remembered;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka broker (KRaft, one node) in this JVM; its directory keeps data, cluster id and ports over restarts. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String FACTS = "broker.properties";

    private final DirectoryLock lock;
    private final KafkaNode node;
    private final String clusterId;
    private final int port;

    private EmbeddedBroker(DirectoryLock lock, KafkaNode node, String clusterId, int port) {
        this.lock = lock;
        this.node = node;
        this.clusterId = clusterId;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it takes connections; blocks for seconds, so never on an event loop.
     *
     * @throws EmbeddedStartException if the directory is in use, the wanted port is taken, or the data cannot be read
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        DirectoryLock lock = DirectoryLock.of(settings.directory());
        try {
            return start(settings, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker start(BrokerSettings settings, DirectoryLock lock) {
        Remembered facts = Remembered.in(settings.directory(), FACTS);
        int port = Ports.choose(settings.port(), facts.number("port"));
        int controllerPort = Ports.chooseBeside(facts.number("controller.port"), port);
        facts.put("port", port).put("controller.port", controllerPort).save();
        Path data = settings.directory().resolve("data").toAbsolutePath();
        // Kafka's own file holds the cluster id: one place to keep it.
        String clusterId = Remembered.in(data, "meta.properties")
                .text("cluster.id")
                .orElseGet(() -> Uuid.randomUuid().toString());
        format(data, clusterId);
        int advertised = settings.advertisedPort() == 0 ? port : settings.advertisedPort();
        Properties properties =
                BrokerProperties.of(data, new BrokerPorts(port, advertised, controllerPort), settings.durability());
        return new EmbeddedBroker(lock, startNode(properties, settings.directory()), clusterId, port);
    }

    private static KafkaNode startNode(Properties properties, Path directory) {
        try {
            return KafkaNode.start(KafkaConfig.fromProps(properties, false));
        } catch (RuntimeException e) {
            throw new EmbeddedStartException("the broker in " + directory + " did not start: " + e.getMessage(), e);
        }
    }

    /** Writes what a new directory needs; leaves a formatted one as it is. */
    private static void format(Path data, String clusterId) {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(BrokerProperties.NODE)
                    .setClusterId(clusterId)
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) { // Formatter.run declares nothing narrower
            throw new EmbeddedStartException("cannot prepare " + data + " for the broker: " + e.getMessage(), e);
        }
    }

    /** What clients need, {@code 127.0.0.1:<port>}. */
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    public int port() {
        return port;
    }

    public String clusterId() {
        return clusterId;
    }

    /** Shuts the broker down in order and frees the directory; the port can be used again when it returns. */
    @Override
    public void close() {
        try {
            node.close();
        } finally {
            lock.close();
        }
    }
}
