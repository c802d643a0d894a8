package health.countersign.app.laptop;

import health.countersign.app.console.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Which ports are used; 0 is a free one each time. The organizations' services follow the dashboard's port in the order
 * of the consortium document.
 *
 * @param ledger of the ledger's API; its event stream is on the next one
 */
public record LaptopPorts(int dashboard, int kafka, int ledger) {
    public static final int DASHBOARD = 8080;
    public static final int KAFKA = 9092;
    public static final int LEDGER = 9984;

    private static final int LARGEST = 65_535;

    public static LaptopPorts free() {
        return new LaptopPorts(0, 0, 0);
    }

    public int ledgerStream() {
        return ledger == 0 ? 0 : ledger + 1;
    }

    /** The port of the n-th organization's service, from 0. */
    public int service(int n) {
        return dashboard == 0 ? 0 : dashboard + 1 + n;
    }

    /** Refuses to begin when a port cannot be used, and names all such ports at once. */
    void requireUsable(int services) {
        List<String> taken = new ArrayList<>();
        check(taken, dashboard, "the dashboard");
        for (int n = 0; n < services; n++) {
            check(taken, service(n), "a service");
        }
        check(taken, kafka, "Kafka");
        check(taken, ledger, "the ledger's API");
        check(taken, ledgerStream(), "the ledger's event stream");
        if (!taken.isEmpty()) {
            throw CommandFailure.unreachable(
                    "these ports are taken: %s; stop what listens there, or choose others with --port, --kafka-port, "
                                    .formatted(String.join(", ", taken))
                            + "--ledger-port, or --free-ports",
                    null);
        }
    }

    private static void check(List<String> taken, int port, String use) {
        if (port < 0 || port > LARGEST) {
            throw CommandFailure.usage("%d is no port for %s".formatted(port, use));
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException inUse) {
            taken.add("%d (%s)".formatted(port, use));
        }
    }
}
