package health.countersign.kafka;

import health.countersign.processes.FreePorts;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * What a cluster's directory remembers, so that it is the same cluster each time.
 *
 * @param id of the cluster, in Kafka's form
 * @param heap of each broker, in MiB
 */
record ClusterFacts(String id, int heap, List<Node> nodes) {
    private static final String FILE = "cluster.properties";

    /** A broker and its ports: for clients, for other brokers, for its controller. */
    record Node(int id, int clients, int brokers, int controller) {
        static Node of(int id, List<Integer> ports) {
            return new Node(id, ports.get(0), ports.get(1), ports.get(2));
        }

        String name() {
            return "broker-" + id;
        }
    }

    ClusterFacts {
        nodes = List.copyOf(nodes);
    }

    static Optional<ClusterFacts> read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Properties facts = new Properties();
            facts.load(new StringReader(Files.readString(file)));
            int brokers = Integer.parseInt(facts.getProperty("brokers"));
            List<Node> nodes = IntStream.rangeClosed(1, brokers)
                    .mapToObj(id -> Node.of(id, ports(facts.getProperty("broker." + id))))
                    .toList();
            return Optional.of(
                    new ClusterFacts(facts.getProperty("id"), Integer.parseInt(facts.getProperty("heap")), nodes));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** For a cluster that is new. */
    static ClusterFacts choose(ClusterSettings settings) {
        List<Integer> free = FreePorts.take(3 * settings.brokers());
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < settings.brokers(); i++) {
            int clients = settings.ports().isEmpty()
                    ? free.get(3 * i)
                    : settings.ports().get(i);
            nodes.add(new Node(i + 1, clients, free.get(3 * i + 1), free.get(3 * i + 2)));
        }
        return new ClusterFacts(Uuid.randomUuid().toString(), settings.heap(), nodes);
    }

    void write(Path directory) {
        Properties facts = new Properties();
        facts.setProperty("id", id);
        facts.setProperty("heap", String.valueOf(heap));
        facts.setProperty("brokers", String.valueOf(nodes.size()));
        nodes.forEach(node -> facts.setProperty(
                "broker." + node.id(),
                List.of(node.clients(), node.brokers(), node.controller()).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "))));
        StringWriter text = new StringWriter();
        try {
            facts.store(text, null);
            PrivateFile.makeDirectory(directory);
            PrivateFile.write(directory.resolve(FILE), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    private static List<Integer> ports(String text) {
        return Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
    }
}
