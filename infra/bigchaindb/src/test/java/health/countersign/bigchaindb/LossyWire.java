package health.countersign.bigchaindb;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Stands between a client and a node, and loses what it is told to. */
final class LossyWire {
    private enum State {
        WHOLE,
        LOSES_ANSWERS,
        CUT
    }

    private final URI node;
    private final NetClient towardsNode;
    private final NetServer server;
    private final Set<NetSocket> clients = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;

    private LossyWire(Vertx vertx, URI node) {
        this.node = node;
        this.towardsNode = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::connect);
    }

    /** A wire that is whole, to this node; it ends with its Vertx. */
    static LossyWire to(Vertx vertx, URI node) throws Exception {
        LossyWire wire = new LossyWire(vertx, node);
        wire.server.listen(0, BigchainDbNode.LOOPBACK).await(20, TimeUnit.SECONDS);
        return wire;
    }

    /** The node's address, by way of this wire. */
    URI uri() {
        return URI.create("%s://%s:%d%s"
                .formatted(node.getScheme(), BigchainDbNode.LOOPBACK, server.actualPort(), node.getPath()));
    }

    /** The node gets what it is sent, and nobody hears what it answers. */
    void loseAnswers() {
        state = State.LOSES_ANSWERS;
    }

    /** Connections break, and there are no new ones. */
    void cut() {
        state = State.CUT;
        clients.forEach(NetSocket::close);
    }

    void mend() {
        state = State.WHOLE;
    }

    private void connect(NetSocket client) {
        if (state == State.CUT) {
            client.close();
            return;
        }
        clients.add(client);
        client.pause();
        client.closeHandler(end -> clients.remove(client));
        towardsNode
                .connect(node.getPort(), node.getHost())
                .onSuccess(connected -> relay(client, connected))
                .onFailure(failure -> client.close());
    }

    private void relay(NetSocket client, NetSocket connected) {
        connected.handler(answer -> {
            if (state == State.LOSES_ANSWERS) {
                client.close();
            } else {
                client.write(answer);
            }
        });
        connected.closeHandler(end -> client.close());
        client.handler(connected::write);
        client.closeHandler(end -> {
            clients.remove(client);
            connected.close();
        });
        client.resume();
    }
}
