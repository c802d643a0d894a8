package health.countersign.kafka;

import java.nio.file.Path;
import java.util.List;

/**
 * Where and how large a cluster is.
 *
 * @param directory of everything that it keeps; made if it is missing
 * @param brokers 1 or 3; what a directory has from before counts, not this
 * @param ports of the brokers for clients, one each; empty for free ones, which are kept from then on
 * @param heap of each broker, in MiB, 256 or more
 */
public record ClusterSettings(Path directory, int brokers, List<Integer> ports, int heap) {
    private static final int HEAP = 384;

    public ClusterSettings {
        directory = directory.toAbsolutePath().normalize();
        ports = List.copyOf(ports);
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("a cluster has 1 broker or 3, not " + brokers);
        }
        if (!ports.isEmpty() && ports.size() != brokers) {
            throw new IllegalArgumentException("needs a port for each of the %d brokers".formatted(brokers));
        }
        if (heap < 256) {
            throw new IllegalArgumentException("a broker does not work in a heap of %d MiB".formatted(heap));
        }
    }

    /** So many brokers on free ports. */
    public static ClusterSettings in(Path directory, int brokers) {
        return new ClusterSettings(directory, brokers, List.of(), HEAP);
    }
}
