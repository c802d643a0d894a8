package health.countersign.notification;

import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A websocket client that keeps what it hears. */
final class Listener {
    private final WebSocket socket;
    private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Short> closed = new CompletableFuture<>();

    private Listener(WebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(text -> messages.add(new JsonObject(text)));
        socket.closeHandler(v -> closed.complete(socket.closeStatusCode()));
    }

    /** Connects with these headers and this query; fails with {@link UpgradeRejectedException} if it may not. */
    static Listener connect(Stage stage, String query, Map<String, String> headers) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(stage.port())
                .setURI("/v1/stream" + query);
        headers.forEach(options::putHeader);
        WebSocketClient client = stage.vertx().createWebSocketClient();
        return Stage.await(client.connect(options).map(Listener::new));
    }

    static Listener of(Stage stage, String token, String query) {
        return connect(stage, query, Map.of("authorization", "Bearer " + token));
    }

    void send(JsonObject message) {
        Stage.await(socket.writeTextMessage(message.encode()));
    }

    WebSocket socket() {
        return socket;
    }

    List<JsonObject> messages(String type) {
        return messages.stream()
                .filter(message -> type.equals(message.getString("type")))
                .toList();
    }

    List<JsonObject> events() {
        return messages("event").stream()
                .map(message -> message.getJsonObject("event"))
                .toList();
    }

    /** Ids of the notifications, in the order in which they came. */
    List<String> ids() {
        return events().stream().map(event -> event.getString("id")).toList();
    }

    /** The cursor after so many notifications. */
    String cursorAfter(int notifications) {
        return messages("event").get(notifications - 1).getString("cursor");
    }

    CompletableFuture<Short> closed() {
        return closed;
    }

    void close() {
        Stage.await(socket.close());
    }
}
