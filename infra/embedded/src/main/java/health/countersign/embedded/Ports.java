package health.countersign.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Chooses a port on the loopback address before the server that needs to know it is configured. */
public final class Ports {
    public static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /**
     * The port to listen on.
     *
     * @param wanted     1..65535, or 0 for "the one of last time, else any free one"
     * @param remembered the port of last time, or 0
     * @throws EmbeddedStartException if {@code wanted} is not 0 and taken
     */
    public static int choose(int wanted, int remembered) {
        if (wanted != 0) {
            if (!isFree(wanted)) {
                throw new EmbeddedStartException("port " + wanted + " on " + LOOPBACK
                        + " is taken: stop the program that listens there, or choose another port");
            }
            return wanted;
        }
        return remembered != 0 && isFree(remembered) ? remembered : anyFree();
    }

    /** A free port that is none of {@code others}: the remembered one if possible. */
    public static int chooseBeside(int remembered, int... others) {
        int port = choose(0, remembered);
        while (contains(others, port)) {
            port = anyFree();
        }
        return port;
    }

    private static InetAddress address() throws UnknownHostException {
        return InetAddress.getByAddress(LOOPBACK, new byte[] {127, 0, 0, 1});
    }

    private static boolean contains(int[] ports, int port) {
        return Arrays.stream(ports).anyMatch(other -> other == port);
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, address())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + LOOPBACK, e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // A port in TIME_WAIT after a kill is free for a server.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
