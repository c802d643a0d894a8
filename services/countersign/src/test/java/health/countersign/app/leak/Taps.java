package health.countersign.app.leak;

import health.countersign.app.leak.Visitor.Kind;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps every byte that the streams deliver to one visitor, from the beginning: by websocket and as events. */
public final class Taps implements AutoCloseable {
    private static final Pattern COMMITTED =
            Pattern.compile("\"type\":\"health\\.countersign\\.committed\\.v1\"[^\\n]*?\"proposalid\":\"([0-9a-f]+)\"");

    private final Visitor visitor;
    private final WebSocketClient sockets;
    private final HttpClient client;
    private final List<String> frames = new ArrayList<>();
    private final Buffer events = Buffer.buffer();
    private Integer closed;

    private Taps(Vertx vertx, Visitor visitor) {
        this.visitor = visitor;
        this.sockets = vertx.createWebSocketClient();
        this.client = vertx.createHttpClient();
    }

    /** Begins to listen to everything, and asks for more than that: for what a visitor may not read, by name. */
    public static Taps open(Vertx vertx, URI notification, Visitor visitor, JsonObject greedy) {
        Taps taps = new Taps(vertx, visitor);
        taps.socket(notification, greedy).await();
        taps.events(notification).await();
        return taps;
    }

    private Future<WebSocket> socket(URI notification, JsonObject greedy) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setAbsoluteURI("ws://" + notification.getAuthority() + "/v1/stream?cursor=start");
        visitor.token().ifPresent(token -> options.putHeader("authorization", "Bearer " + token));
        return sockets.connect(options).onSuccess(socket -> {
            socket.textMessageHandler(this::keep);
            socket.closeHandler(v -> close(socket.closeStatusCode()));
            socket.writeTextMessage(new JsonObject()
                    .put("type", "subscribe")
                    .put("id", "greedy")
                    .put("filter", greedy)
                    .put("cursor", "start")
                    .encode());
        });
    }

    private Future<Void> events(URI notification) {
        RequestOptions options =
                new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(notification + "/v1/events?cursor=start");
        visitor.token().ifPresent(token -> options.putHeader("authorization", "Bearer " + token));
        return client.request(options).compose(request -> request.send()).map(response -> {
            response.handler(this::keep);
            return null;
        });
    }

    private synchronized void keep(String frame) {
        frames.add(frame);
    }

    private synchronized void keep(Buffer bytes) {
        events.appendBuffer(bytes);
    }

    private synchronized void close(Short status) {
        closed = status == null ? 0 : status.intValue();
    }

    /** Everything so far. */
    public synchronized byte[] bytes() {
        return (String.join("\n", frames) + "\n" + events).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The changes of which the websocket told that they are committed. */
    public synchronized Set<String> bySocket() {
        return committed(String.join("\n", frames));
    }

    /** The same of the events. */
    public synchronized Set<String> byEvents() {
        return committed(events.toString());
    }

    private static Set<String> committed(String text) {
        Set<String> changes = new HashSet<>();
        Matcher matcher = COMMITTED.matcher(text);
        while (matcher.find()) {
            changes.add(matcher.group(1));
        }
        return changes;
    }

    /** Whether the service hung up on a visitor of whom it wants to know nothing. */
    public synchronized boolean isRefused() {
        return closed != null;
    }

    OrganizationId organization() {
        return visitor.organization();
    }

    /** Whether it must be told anything. */
    public boolean isMember() {
        return visitor.isProven() && visitor.kind() != Kind.STRANGER;
    }

    @Override
    public void close() {
        sockets.close();
        client.close();
    }

    @Override
    public String toString() {
        return visitor.toString();
    }
}
