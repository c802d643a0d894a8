package health.countersign.app.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Follows the life of changes over the websocket, and goes on from its cursor after every break. */
public final class ChangeStream implements AutoCloseable {
    /** Begin with what comes from now on. */
    public static final String NOW = "now";

    private static final long PAUSE_MILLISECONDS = 500;
    private static final int LARGEST_MESSAGE = 4 * 1024 * 1024;

    /** What is told of the stream itself. */
    public interface Listener {
        void event(StreamEvent event);

        /** The log no longer has some of what was to come next. */
        void gap(JsonObject missing);

        /** It broke and is tried again; or it was refused, and that is the end. */
        void broken(String why, boolean forGood);
    }

    private final Vertx vertx;
    private final List<URI> notifications;
    private final Supplier<String> token;
    private final JsonObject filter;
    private final Listener listener;
    private final WebSocketClient client;
    private final Promise<Void> subscribed = Promise.promise();
    private String cursor;
    private WebSocket socket;
    private boolean broken;
    private boolean closed;
    private int attempts;

    private ChangeStream(
            Vertx vertx,
            List<URI> notifications,
            Supplier<String> token,
            JsonObject filter,
            String cursor,
            Listener listener) {
        this.vertx = vertx;
        this.notifications = List.copyOf(notifications);
        this.token = token;
        this.filter = filter;
        this.cursor = cursor;
        this.listener = listener;
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(LARGEST_MESSAGE)
                .setMaxMessageSize(LARGEST_MESSAGE)
                .setConnectTimeout(HttpClientOptions.DEFAULT_CONNECT_TIMEOUT));
    }

    /** Begins to follow; completes when the service has said from where it tells. */
    public static Future<ChangeStream> follow(
            Vertx vertx,
            URI notification,
            Supplier<String> token,
            JsonObject filter,
            String cursor,
            Listener listener) {
        return follow(vertx, List.of(notification), token, filter, cursor, listener);
    }

    /** The same with several services that know each other's cursors; after a break the next one is asked. */
    public static Future<ChangeStream> follow(
            Vertx vertx,
            List<URI> notifications,
            Supplier<String> token,
            JsonObject filter,
            String cursor,
            Listener listener) {
        ChangeStream stream = new ChangeStream(vertx, notifications, token, filter, cursor, listener);
        vertx.getOrCreateContext().runOnContext(v -> stream.connect());
        return stream.subscribed.future().map(stream);
    }

    private void connect() {
        if (closed) {
            return;
        }
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setAbsoluteURI(socketUri())
                .putHeader("Authorization", "Bearer " + token.get());
        client.connect(options).onSuccess(this::connected).onFailure(failure -> retry(failure.getMessage()));
    }

    private String socketUri() {
        URI notification = notifications.get(attempts % notifications.size());
        String scheme = notification.getScheme().equals("https") ? "wss" : "ws";
        return scheme + "://" + notification.getAuthority() + "/v1/stream";
    }

    private void connected(WebSocket connection) {
        socket = connection;
        connection.textMessageHandler(text -> receive(new JsonObject(text)));
        connection.closeHandler(v -> retry("the connection was closed: " + connection.closeReason()));
        connection.writeTextMessage(new JsonObject()
                .put("type", "subscribe")
                .put("id", "countersign")
                .put("filter", filter)
                .put("cursor", cursor)
                .encode());
    }

    private void receive(JsonObject message) {
        switch (message.getString("type")) {
            case "event" -> {
                cursor = message.getString("cursor");
                listener.event(StreamEvent.of(message));
            }
            case "subscribed", "heartbeat", "closing" -> {
                broken = false;
                cursor = message.getString("cursor");
                subscribed.tryComplete();
            }
            case "gap" -> {
                cursor = message.getString("cursor");
                listener.gap(message);
            }
            case "refused" -> refused(message.getJsonObject("problem"));
            default -> listener.broken("a message of unknown type", false);
        }
    }

    private void refused(JsonObject problem) {
        String why = problem.getString("title") + ": " + problem.getString("detail");
        close();
        listener.broken(why, true);
        subscribed.tryFail(why);
    }

    /** Tells of a break once; who was never let in is told so, and that is the end. */
    private void retry(String why) {
        if (!closed && !subscribed.future().isComplete()) {
            close();
            subscribed.tryFail(new ConnectException("the stream at %s: %s".formatted(notifications.get(0), why)));
        } else if (!closed) {
            if (!broken) {
                listener.broken(why, false);
            }
            broken = true;
            attempts++;
            vertx.timer(PAUSE_MILLISECONDS).onSuccess(v -> connect());
        }
    }

    /** Ends it for good. */
    @Override
    public void close() {
        closed = true;
        if (socket != null) {
            socket.close();
        }
        client.close();
    }
}
