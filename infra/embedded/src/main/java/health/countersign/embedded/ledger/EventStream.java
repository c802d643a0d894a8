package health.countersign.embedded.ledger;

import health.countersign.domain.CanonicalJson;
import health.countersign.ledger.Transaction;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells each subscriber of every committed transaction, in the chain's order, from before its handshake is answered.
 * Who reads too slowly is cut off and reads the missed blocks by height, as after any lost connection. Everything here
 * runs on one context.
 */
final class EventStream {
    static final String PATH = "/api/v1/streams/valid_transactions";

    private static final int MOST_WAITING_BYTES = 4 << 20;
    private static final short GOING_AWAY = 1001;
    private static final short TRY_AGAIN_LATER = 1013;

    private final Vertx vertx;
    private final Context context;
    private final Set<Future<ServerWebSocket>> subscribers = new LinkedHashSet<>();
    private HttpServer server;

    EventStream(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    Future<Void> listen(int port, String host) {
        return onContext(() -> {
            server = vertx.createHttpServer()
                    .webSocketHandshakeHandler(this::handshake)
                    .requestHandler(
                            request -> request.response().setStatusCode(404).end());
            return server.listen(port, host).mapEmpty();
        });
    }

    private void handshake(ServerWebSocketHandshake handshake) {
        if (PATH.equals(handshake.path()) || (PATH + "/").equals(handshake.path())) {
            Promise<ServerWebSocket> accepted = Promise.promise();
            Future<ServerWebSocket> subscriber = accepted.future();
            subscribers.add(subscriber);
            subscriber
                    .onSuccess(socket -> {
                        socket.setWriteQueueMaxSize(MOST_WAITING_BYTES);
                        socket.closeHandler(closed -> subscribers.remove(subscriber));
                    })
                    .onFailure(failure -> subscribers.remove(subscriber));
            handshake.accept().onComplete(accepted);
        } else {
            handshake.reject(404);
        }
    }

    /** To be called for each block in turn, from any one thread. */
    void publish(Block block) {
        List<String> events =
                block.transactions().stream().map(tx -> event(block, tx)).toList();
        context.runOnContext(now ->
                List.copyOf(subscribers).forEach(subscriber -> subscriber.onSuccess(socket -> send(socket, events))));
    }

    private static void send(ServerWebSocket socket, List<String> events) {
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            socket.close(TRY_AGAIN_LATER, "too slow: reconnect and read the missed blocks");
        } else {
            events.forEach(socket::writeTextMessage);
        }
    }

    /** Tells the subscribers that the node stops, after what was published, and gives the port back. */
    Future<Void> close(int graceSeconds) {
        return onContext(() -> {
            List.copyOf(subscribers)
                    .forEach(subscriber -> subscriber.onSuccess(socket -> socket.close(GOING_AWAY, "the node stops")));
            return server == null ? Future.succeededFuture() : server.shutdown(graceSeconds, TimeUnit.SECONDS);
        });
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(now -> work.get().onComplete(done));
        return done.future();
    }

    private static String event(Block block, Transaction tx) {
        return CanonicalJson.text(
                Map.of("height", block.height(), "asset_id", tx.assetId(), "transaction_id", tx.id()));
    }
}
