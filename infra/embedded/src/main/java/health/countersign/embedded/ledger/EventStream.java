package health.countersign.embedded.ledger;

import health.countersign.domain.CanonicalJson;
import health.countersign.ledger.Transaction;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells each subscriber of every committed transaction, in the chain's order, from the moment it subscribed. Who reads
 * too slowly is cut off and reads the missed blocks by height, as after any lost connection.
 */
final class EventStream {
    static final String PATH = "/api/v1/streams/valid_transactions";

    private static final int MOST_WAITING_BYTES = 4 << 20;
    private static final short GOING_AWAY = 1001;
    private static final short TRY_AGAIN_LATER = 1013;

    private final Set<ServerWebSocket> subscribers = ConcurrentHashMap.newKeySet();

    void handshake(ServerWebSocketHandshake handshake) {
        if (PATH.equals(handshake.path()) || (PATH + "/").equals(handshake.path())) {
            handshake.accept().onSuccess(this::subscribe);
        } else {
            handshake.reject(404);
        }
    }

    private void subscribe(ServerWebSocket subscriber) {
        subscriber.setWriteQueueMaxSize(MOST_WAITING_BYTES);
        subscriber.closeHandler(closed -> subscribers.remove(subscriber));
        subscriber.exceptionHandler(failure -> subscribers.remove(subscriber));
        subscribers.add(subscriber);
    }

    /** Called for each block in turn, by one thread. */
    void publish(Block block) {
        List<String> events =
                block.transactions().stream().map(tx -> event(block, tx)).toList();
        for (ServerWebSocket subscriber : subscribers) {
            if (subscriber.isClosed()) {
                subscribers.remove(subscriber);
            } else if (subscriber.writeQueueFull()) {
                subscribers.remove(subscriber);
                subscriber.close(TRY_AGAIN_LATER, "too slow: reconnect and read the missed blocks");
            } else {
                events.forEach(subscriber::writeTextMessage);
            }
        }
    }

    /** Tells the subscribers that the node stops. */
    void close() {
        subscribers.forEach(subscriber -> subscriber.close(GOING_AWAY, "the node stops"));
    }

    private static String event(Block block, Transaction tx) {
        return CanonicalJson.text(
                Map.of("height", block.height(), "asset_id", tx.assetId(), "transaction_id", tx.id()));
    }
}
