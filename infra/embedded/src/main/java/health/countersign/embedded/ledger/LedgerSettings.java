package health.countersign.embedded.ledger;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the node keeps its data and listens, always on 127.0.0.1.
 *
 * @param directory  everything it keeps; made if missing
 * @param port       of the HTTP API: 1..65535, or 0 for the port of last time, else a free one
 * @param eventsPort of the event stream, in the same way
 */
public record LedgerSettings(Path directory, int port, int eventsPort) {
    public LedgerSettings {
        Objects.requireNonNull(directory, "directory");
        requirePort(port);
        requirePort(eventsPort);
        if (port != 0 && port == eventsPort) {
            throw new IllegalArgumentException("port " + port + " cannot serve both API and events");
        }
    }

    /** Ports of its own choice. */
    public static LedgerSettings in(Path directory) {
        return new LedgerSettings(directory, 0, 0);
    }

    private static void requirePort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }
}
