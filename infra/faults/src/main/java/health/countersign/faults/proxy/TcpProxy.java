package health.countersign.faults.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between clients and a server of this machine; delays, cuts and half-closes what goes through it. */
public final class TcpProxy {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final int target;
    private final NetClient client;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private volatile long delayMillis;
    private volatile boolean refusing;

    private TcpProxy(Vertx vertx, int target) {
        this.vertx = vertx;
        this.target = target;
        this.client = vertx.createNetClient();
    }

    /** Listens on one port for a server on another. */
    public static Future<TcpProxy> start(Vertx vertx, int port, int target) {
        TcpProxy proxy = new TcpProxy(vertx, target);
        NetServer server =
                vertx.createNetServer(new NetServerOptions().setHost(LOOPBACK).setPort(port));
        return server.connectHandler(proxy::connect).listen().map(proxy);
    }

    /** Everything takes so much longer, in both directions, from now on. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    /** Ends all connections that there are. */
    public void cut() {
        List.copyOf(pairs).forEach(Pair::close);
    }

    /** Of the connections that there are, what the server says no longer arrives, and nobody is told. */
    public void halfClose() {
        pairs.forEach(pair -> pair.deaf = true);
    }

    /** Ends all connections, and takes no new ones until {@link #heal}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Lets everything through again; connections that lost something are ended. */
    public void heal() {
        refusing = false;
        delayMillis = 0;
        List.copyOf(pairs).stream().filter(pair -> pair.deaf).forEach(Pair::close);
    }

    private void connect(NetSocket caller) {
        if (refusing) {
            caller.close();
            return;
        }
        caller.pause();
        client.connect(target, LOOPBACK)
                .onSuccess(server -> new Pair(caller, server).begin())
                .onFailure(away -> caller.close());
    }

    /** The two halves of a connection. */
    private final class Pair {
        private final NetSocket caller;
        private final NetSocket server;
        private Future<Void> toServer = Future.succeededFuture();
        private Future<Void> toCaller = Future.succeededFuture();
        private volatile boolean deaf;

        Pair(NetSocket caller, NetSocket server) {
            this.caller = caller;
            this.server = server;
        }

        void begin() {
            pairs.add(this);
            caller.exceptionHandler(broken -> close());
            server.exceptionHandler(broken -> close());
            caller.closeHandler(v -> close());
            server.closeHandler(v -> close());
            caller.handler(data -> toServer = pass(toServer, server, data));
            server.handler(data -> toCaller = deaf ? toCaller : pass(toCaller, caller, data));
            caller.resume();
        }

        /** In order, each piece as late as the proxy is slow when it comes. */
        private Future<Void> pass(Future<Void> before, NetSocket to, Buffer data) {
            long late = delayMillis;
            if (late == 0 && before.isComplete()) {
                return to.write(data);
            }
            Future<?> due = late == 0 ? Future.succeededFuture() : vertx.timer(late);
            return Future.join(before, due).transform(v -> to.write(data));
        }

        void close() {
            pairs.remove(this);
            caller.close();
            server.close();
        }
    }
}
