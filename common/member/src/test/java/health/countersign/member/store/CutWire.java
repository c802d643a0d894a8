package health.countersign.member.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a server that can be cut at the client's end: the server notices nothing and does what it was told. */
final class CutWire implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Set<Socket> servers = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;

    private CutWire(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static CutWire to(int port) {
        try {
            CutWire wire = new CutWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            thread(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Every connection of now ends for its client; new ones work. */
    void cut() {
        clients.forEach(CutWire::closeQuietly);
        clients.clear();
    }

    /** Whether new connections end at once. */
    void refuse(boolean refuse) {
        refusing = refuse;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        servers.forEach(CutWire::closeQuietly);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                if (refusing) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                clients.add(client);
                servers.add(server);
                thread(() -> copy(client, server));
                thread(() -> copy(server, client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream()) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException cut) {
            return;
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
