package health.countersign.embedded.broker;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where and how the broker runs.
 *
 * @param directory everything it keeps; made if missing
 * @param port 1..65535, or 0 for the port of last time, else a free one
 * @param advertisedPort what clients are told, 1..65535; 0 is the port itself
 * @param durability what acknowledged records survive
 */
public record BrokerSettings(Path directory, int port, int advertisedPort, BrokerDurability durability) {
    public BrokerSettings {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(durability, "durability");
        requirePort(port);
        requirePort(advertisedPort);
    }

    private static void requirePort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** A port of its own choice, safe against crashes of the program. */
    public static BrokerSettings in(Path directory) {
        return new BrokerSettings(directory, 0, 0, BrokerDurability.PROCESS_CRASH);
    }

    /** The same with another port. */
    public BrokerSettings withPort(int otherPort) {
        return new BrokerSettings(directory, otherPort, advertisedPort, durability);
    }
}
