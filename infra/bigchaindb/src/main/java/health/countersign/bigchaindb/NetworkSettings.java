package health.countersign.bigchaindb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A network of nodes on this machine, always on 127.0.0.1.
 *
 * @param directory everything it keeps; made if missing
 * @param validators how many nodes: 1, or 4, which is the fewest of which one may fail
 * @param firstPort of ten for each node, 1 to 65000; 0 for free ones. A network that is there keeps its ports
 * @param mongoDb URI of a MongoDB without a database's name, such as {@code mongodb://127.0.0.1:27017}: each node takes
 *     a database of its own there; without it each has a stand-in
 */
public record NetworkSettings(Path directory, int validators, int firstPort, Optional<String> mongoDb) {
    private static final int PER_NODE = 10;

    public NetworkSettings {
        directory = directory.toAbsolutePath().normalize();
        if (validators != 1 && validators != 4) {
            throw new IllegalArgumentException("1 or 4 validators, not " + validators);
        }
        if (firstPort < 0 || firstPort > 65_000) {
            throw new IllegalArgumentException("port " + firstPort);
        }
        if (mongoDb.filter(uri -> !uri.matches("mongodb://[^/]+")).isPresent()) {
            throw new IllegalArgumentException("a MongoDB is mongodb://HOST:PORT, without a database's name");
        }
    }

    /** Free ports, and stand-ins for MongoDB. */
    public static NetworkSettings of(Path directory, int validators) {
        return new NetworkSettings(directory, validators, 0, Optional.empty());
    }

    List<NodePorts> ports() {
        return firstPort == 0
                ? NodePorts.free(validators)
                : IntStream.range(0, validators)
                        .mapToObj(node -> NodePorts.from(firstPort + PER_NODE * node))
                        .toList();
    }

    Path node(int node) {
        return directory.resolve("node-" + (node + 1));
    }

    Optional<String> database(int node) {
        return mongoDb.map(uri -> "%s/bigchain_%d".formatted(uri, node + 1));
    }
}
