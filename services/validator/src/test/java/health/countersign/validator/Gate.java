package health.countersign.validator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a validator and its ledger node, and lets a test decide what gets through. */
public final class Gate {
    /** What happens to calls. */
    public enum Mode {
        OPEN,
        /** Nothing reaches the node; 503. */
        SHUT,
        /** Posts reach the node, but nobody ever hears its answer. */
        MUTE,
        /** Posts reach the node and are answered, but nothing can be read. */
        BLIND,
        /** The next post is taken with 202 and lost; then the gate is open. */
        LOSING,
        /** The next post is refused for a signature that does not verify; then the gate is open. */
        REFUSING
    }

    private static final String REFUSAL = "{\"status\":400,\"message\":\"Invalid transaction (InvalidSignature): \"}";

    private final HttpClient client;
    private final URI node;
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private volatile Mode mode = Mode.OPEN;
    private HttpServer server;

    private Gate(Vertx vertx, URI node) {
        this.client = vertx.createHttpClient();
        this.node = node;
    }

    public static Future<Gate> start(Vertx vertx, URI node) {
        Gate gate = new Gate(vertx, node);
        return vertx.createHttpServer()
                .requestHandler(gate::pass)
                .listen(0, "127.0.0.1")
                .map(server -> {
                    gate.server = server;
                    return gate;
                });
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public void mode(Mode next) {
        mode = next;
    }

    /** How many posts reached the node. */
    int posted() {
        return posted.get();
    }

    /** How many posts were answered by the gate itself. */
    public int turnedAway() {
        return turnedAway.get();
    }

    private void pass(HttpServerRequest request) {
        Mode now = mode;
        boolean post = HttpMethod.POST.equals(request.method());
        if (now == Mode.SHUT || (!post && (now == Mode.BLIND || now == Mode.MUTE))) {
            turnAway(request, 503, "");
            return;
        }
        if (post && (now == Mode.REFUSING || now == Mode.LOSING)) {
            mode = Mode.OPEN;
            boolean losing = now == Mode.LOSING;
            turnAway(request, losing ? 202 : 400, losing ? "{}" : REFUSAL);
            return;
        }
        request.body()
                .compose(body -> client.request(options(request)).compose(call -> send(call, request, body)))
                .compose(answer -> answer.body().onSuccess(body -> {
                    if (post) {
                        posted.incrementAndGet();
                    }
                    if (now != Mode.MUTE) {
                        request.response()
                                .setStatusCode(answer.statusCode())
                                .putHeader("content-type", "application/json")
                                .end(body);
                    }
                }))
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    private void turnAway(HttpServerRequest request, int status, String body) {
        if (HttpMethod.POST.equals(request.method())) {
            turnedAway.incrementAndGet();
        }
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body);
    }

    private RequestOptions options(HttpServerRequest request) {
        return new RequestOptions()
                .setMethod(request.method())
                .setHost(node.getHost())
                .setPort(node.getPort())
                .setURI(request.uri());
    }

    private static Future<io.vertx.core.http.HttpClientResponse> send(
            HttpClientRequest call, HttpServerRequest request, Buffer body) {
        if (HttpMethod.POST.equals(request.method())) {
            return call.putHeader("content-type", "application/json").send(body);
        }
        return call.send();
    }
}
