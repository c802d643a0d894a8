package health.countersign.ledger;

import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.ledger.Ledger.Committed;
import health.countersign.ledger.Ledger.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's stream of committed transactions; when it breaks, that of the next node, for ever. */
final class LedgerStream {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerStream.class);
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(64 * 1024);
    private static final Duration PING = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<URI> nodes;
    private final long timeout;

    LedgerStream(Vertx vertx, BigchainDbSettings settings) {
        this.vertx = vertx;
        this.nodes =
                settings.nodes().stream().map(BigchainDbSettings.Node::stream).toList();
        this.timeout = settings.timeout().toMillis();
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setConnectTimeout((int) timeout)
                .setMaxMessageSize(LIMITS.bytes())
                // A node that died without a word sends no pongs either.
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) SILENCE.toMillis()));
    }

    /** Succeeds after the first attempt to connect, whether that did or others will have to. */
    Future<Subscription> follow(Consumer<Committed> onCommitted, Runnable onReconnected) {
        Following following = new Following(onCommitted, onReconnected);
        return following.connect().transform(firstAttempt -> Future.succeededFuture(following));
    }

    void close() {
        client.close();
    }

    private static void read(String message, Consumer<Committed> onCommitted) {
        Object tree = null;
        try {
            tree = StrictJson.read(message.getBytes(StandardCharsets.UTF_8), LIMITS);
        } catch (MalformedJsonException notJson) {
            LOG.debug("A hint that is not JSON", notJson);
        }
        if (tree instanceof Map<?, ?> map
                && map.get("height") instanceof Long height
                && map.get("asset_id") instanceof String assetId
                && map.get("transaction_id") instanceof String transactionId) {
            onCommitted.accept(new Committed(height, assetId, transactionId));
        } else {
            LOG.warn("The ledger's stream sent something else than a hint");
        }
    }

    private final class Following implements Subscription {
        private final Consumer<Committed> onCommitted;
        private final Runnable onReconnected;
        private int node;
        private int failures;
        private boolean closed;
        private WebSocket socket;

        Following(Consumer<Committed> onCommitted, Runnable onReconnected) {
            this.onCommitted = onCommitted;
            this.onReconnected = onReconnected;
        }

        Future<Void> connect() {
            return client.connect(new WebSocketConnectOptions()
                            .setAbsoluteURI(nodes.get(node).toString())
                            .setTimeout(timeout))
                    .onSuccess(this::connected)
                    .onFailure(failure -> {
                        LOG.warn("The ledger's stream at {} is not there: {}", nodes.get(node), failure.getMessage());
                        again();
                    })
                    .mapEmpty();
        }

        private synchronized void connected(WebSocket connected) {
            if (closed) {
                connected.close();
                return;
            }
            socket = connected;
            failures = 0;
            long ping = vertx.setPeriodic(PING.toMillis(), timer -> connected.writePing(Buffer.buffer("?")));
            connected.textMessageHandler(message -> read(message, onCommitted));
            connected.exceptionHandler(failure -> LOG.warn("The ledger's stream broke: {}", failure.getMessage()));
            connected.closeHandler(end -> {
                vertx.cancelTimer(ping);
                again();
            });
        }

        private synchronized void again() {
            if (closed) {
                return;
            }
            socket = null;
            node = (node + 1) % nodes.size();
            long pause = Math.min(SHORTEST_PAUSE.toMillis() << Math.min(failures, 6), LONGEST_PAUSE.toMillis());
            failures++;
            vertx.setTimer(pause, timer -> connect().onSuccess(connected -> onReconnected.run()));
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (socket != null) {
                socket.close();
            }
        }
    }
}
