package health.countersign.kubernetes;

import health.countersign.processes.FreePorts;
import health.countersign.processes.OwnProcess;
import health.countersign.processes.ProcessSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ports of this machine that lead to Services. What kubectl forwards to is always one pod: here that pod is a gate
 * which asks for the Service anew with each connection, as any caller in the cluster does.
 */
final class Gate implements AutoCloseable {
    private static final int FIRST_PORT = 8001;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final OwnProcess forward;
    private final Map<String, Integer> ports;

    private Gate(OwnProcess forward, Map<String, Integer> ports) {
        this.forward = forward;
        this.ports = ports;
    }

    /** Opens a way to each {@code service:port}. */
    static Gate open(Cluster cluster, List<String> services, Path directory) {
        String targets = IntStream.range(0, services.size())
                .mapToObj(i -> "%d=%s".formatted(FIRST_PORT + i, services.get(i)))
                .collect(Collectors.joining(" "));
        cluster.kubectl("set", "env", "deployment/gate", "TARGETS=" + targets);
        cluster.kubectl("rollout", "status", "deployment/gate", "--timeout=3m");
        List<Integer> free = FreePorts.take(services.size());
        Map<String, Integer> ports = new LinkedHashMap<>();
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < services.size(); i++) {
            ports.put(services.get(i), free.get(i));
            pairs.append(" %d:%d".formatted(free.get(i), FIRST_PORT + i));
        }
        // kubectl gives up at the first connection that breaks.
        String command = "while :; do kubectl --namespace %s port-forward deployment/gate%s; sleep 0.2; done"
                .formatted(cluster.namespace(), pairs);
        OwnProcess forward =
                OwnProcess.start(new ProcessSpec("gate", List.of("sh", "-c", command), Map.of(), directory));
        forward.await("listens", PATIENCE, () -> listens(free.get(0)));
        return new Gate(forward, ports);
    }

    /** Where the service is on this machine. */
    URI to(String service) {
        return URI.create("http://127.0.0.1:" + ports.get(service));
    }

    @Override
    public void close() {
        forward.kill();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
