package health.countersign.notification;

import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import health.countersign.platform.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One authenticated websocket with its subscriptions. */
final class StreamSocket {
    private static final JsonLimits LIMITS = new JsonLimits(64 * 1024, 8);
    private static final int MOST_SUBSCRIPTIONS = 32;
    private static final int MOST_REASON_BYTES = 123;
    private static final int QUEUE_BYTES = 512 * 1024;
    private static final String SUBSCRIPTION = "subscription";

    private final Vertx vertx;
    private final Streams streams;
    private final SubscribeRequests requests;
    private final StreamProblems problems;
    private final ServerWebSocket socket;
    private final OrganizationId subscriber;
    private final Map<String, SocketOutlet> outlets = new LinkedHashMap<>();
    private long lastTaken;
    private boolean closing;

    StreamSocket(Vertx vertx, Streams streams, ServerWebSocket socket, OrganizationId subscriber) {
        this.vertx = vertx;
        this.streams = streams;
        this.requests = new SubscribeRequests(streams);
        this.problems = new StreamProblems(streams.cursors());
        this.socket = socket;
        this.subscriber = subscriber;
        this.lastTaken = System.nanoTime();
    }

    /** Begins to listen to the client. */
    void open() {
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        socket.drainHandler(v -> outlets.values().forEach(SocketOutlet::pump));
        socket.textMessageHandler(this::receive);
        socket.closeHandler(v -> closeAll());
        socket.exceptionHandler(failure -> closeAll());
    }

    void subscribe(String id, Subscription.Request request, Optional<Long> window) {
        if (outlets.containsKey(id) || outlets.size() >= MOST_SUBSCRIPTIONS) {
            refuse(id, Problem.of(409, "subscription-taken", "Not another one", "This id is in use, or 32 are open."));
            return;
        }
        SocketOutlet outlet = new SocketOutlet(this, id, window);
        Subscription subscription = new Subscription(vertx, streams, subscriber, request, outlet);
        outlet.gives(subscription);
        outlets.put(id, outlet);
        send(outlet.at("subscribed", request.from()));
        subscription.start().onFailure(failure -> {
            outlets.remove(id);
            Problem problem = problems.of(failure, subscriber, request.from());
            refuse(id, problem);
            if (problem.status() == 410) {
                close(CloseCode.EXPIRED, "cursor-expired");
            }
        });
    }

    void refuse(String id, Problem problem) {
        send(message(
                "refused",
                id,
                "problem",
                Map.of(
                        "status", problem.status(),
                        "code", problem.code(),
                        "title", problem.title(),
                        "detail", problem.detail())));
    }

    private void receive(String text) {
        String id = null;
        try {
            Object tree = StrictJson.read(text.getBytes(StandardCharsets.UTF_8), LIMITS);
            if (!(tree instanceof Map<?, ?> message)) {
                throw new MalformedException("", "a message is one object");
            }
            id = message.get("id") instanceof String given ? given : "default";
            act(id, message);
        } catch (RuntimeException e) {
            refuse(id, StreamProblems.of(e));
        }
    }

    private void act(String id, Map<?, ?> message) {
        Object type = message.get("type");
        if ("subscribe".equals(type)) {
            subscribe(id, requests.of(subscriber, message), window(message.get("window")));
        } else if ("ack".equals(type)) {
            ack(id, message.get("cursor"));
        } else if ("unsubscribe".equals(type)) {
            Optional.ofNullable(outlets.remove(id)).ifPresent(outlet -> {
                send(outlet.at("unsubscribed", outlet.progress()));
                outlet.close();
            });
        } else {
            throw new MalformedException("/type", "subscribe, ack or unsubscribe is missing");
        }
    }

    private static Optional<Long> window(Object value) {
        if (value == null || (value instanceof Long size && size >= 1 && size <= 10_000)) {
            return Optional.ofNullable((Long) value);
        }
        throw new MalformedException("/window", "1 to 10000 is missing");
    }

    private void ack(String id, Object cursor) {
        SocketOutlet outlet = outlets.get(id);
        if (outlet == null || !(cursor instanceof String text)) {
            throw new MalformedException("/cursor", "a cursor of an open subscription is missing");
        }
        outlet.ack(streams.cursors().decode(subscriber, text).sequence());
    }

    boolean isOpen() {
        return !closing && !socket.isClosed();
    }

    boolean isFull() {
        return !isOpen() || socket.writeQueueFull();
    }

    void send(Map<String, Object> message) {
        if (isOpen()) {
            lastTaken = System.nanoTime();
            socket.writeTextMessage(Json.encode(message));
        }
    }

    String cursor(Progress progress) {
        return streams.cursors().encode(subscriber, progress);
    }

    static Map<String, Object> message(String type, String id, String name, Object value) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put(SUBSCRIPTION, id);
        message.put(name, value);
        return message;
    }

    /** Says where each subscription is and asks the client for a sign of life. */
    void heartbeat() {
        if (!isFull()) {
            outlets.values().forEach(outlet -> send(outlet.at("heartbeat", outlet.progress())));
            socket.writePing(Buffer.buffer("countersign"));
        }
    }

    /** Ends the connection if nothing could be given for so long while something waits. */
    void dropIfSlow(long slowNanos) {
        if (isOpen() && socket.writeQueueFull() && System.nanoTime() - lastTaken > slowNanos) {
            outlets.values()
                    .forEach(outlet -> socket.writeTextMessage(Json.encode(outlet.at("closing", outlet.progress()))));
            close(CloseCode.SLOW, slowReason());
        }
    }

    /** A close reason has room for 123 bytes: the cursor if it fits, else the number of the last notification. */
    private String slowReason() {
        if (outlets.size() == 1) {
            Progress progress = outlets.values().iterator().next().progress();
            String reason = "slow: " + cursor(progress);
            return reason.length() <= MOST_REASON_BYTES
                    ? reason
                    : "slow: resume from the cursor of sequence " + progress.sequence();
        }
        return "slow: resume each subscription from its last cursor";
    }

    void close(CloseCode code, String reason) {
        closeAll();
        if (isOpen()) {
            closing = true;
            socket.close(code.number(), reason);
        }
    }

    private void closeAll() {
        outlets.values().forEach(SocketOutlet::close);
    }
}
