package health.countersign.kafka;

import health.countersign.processes.JavaProgram;
import health.countersign.processes.OwnProcess;
import health.countersign.processes.ProcessFailedException;
import health.countersign.processes.ProcessSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One node of a cluster, broker and controller in one, as a process. */
final class Broker {
    private final ClusterFacts cluster;
    private final ClusterFacts.Node node;
    private final Path directory;
    private final CertificateAuthority authority;

    Broker(ClusterFacts cluster, ClusterFacts.Node node, Path directory, CertificateAuthority authority) {
        this.cluster = cluster;
        this.node = node;
        this.directory = directory;
        this.authority = authority;
    }

    int id() {
        return node.id();
    }

    String name() {
        return node.name();
    }

    Path log() {
        return directory.resolve(name() + ".log");
    }

    boolean isRunning() {
        return process().isPresent();
    }

    /** Does nothing if it runs. */
    void start() {
        if (!isRunning()) {
            Path data = directory.resolve("data");
            Path properties = directory.resolve("server.properties");
            try {
                PrivateFile.makeDirectory(directory);
                PrivateFile.write(properties, text(NodeProperties.of(cluster, node, data, authority)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + properties, e);
            }
            format(data);
            List<String> options = List.of(
                    "-Xms128m",
                    "-Xmx" + cluster.heap() + "m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dlogback.configurationFile=health/countersign/kafka/broker-logback.xml");
            OwnProcess.start(new ProcessSpec(
                    name(),
                    JavaProgram.command("kafka.Kafka", options, List.of(properties.toString())),
                    Map.of(),
                    directory));
        }
    }

    void await(String what, Duration patience, BooleanSupplier ready) {
        running().await(what, patience, ready);
    }

    void kill() {
        process().ifPresent(OwnProcess::kill);
    }

    void pause() {
        running().pause();
    }

    void resume() {
        running().resume();
    }

    void terminate(Duration patience) {
        process().ifPresent(process -> process.terminate(patience));
    }

    private Optional<OwnProcess> process() {
        return OwnProcess.find(directory, name());
    }

    private OwnProcess running() {
        return process().orElseThrow(() -> new ProcessFailedException(name() + " does not run; its log is " + log()));
    }

    /** Writes what a new directory needs; leaves a formatted one as it is. */
    private void format(Path data) {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(node.id())
                    .setClusterId(cluster.id())
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName(NodeProperties.CONTROLLERS)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) { // Formatter.run declares nothing narrower
            throw new ProcessFailedException("cannot prepare " + data + " for " + name() + ": " + e.getMessage(), e);
        }
    }

    /** A path may hold a backslash, which properties take for an escape. */
    private static String text(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining());
    }
}
