package health.countersign.faults.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Stands before a ledger node's API and can answer in its place. */
public final class LedgerProxy {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "transfer-encoding");

    /** What it does with requests. */
    public enum Mode {
        PASS,
        /** Answers 500 to everything; nothing reaches the node. */
        ERRORS,
        /** Transactions reach the node, and nobody is ever told. */
        SILENT,
        /** Ends every connection. */
        AWAY
    }

    private final HttpClient client;
    private final int target;
    private volatile Mode mode = Mode.PASS;

    private LedgerProxy(Vertx vertx, int target) {
        this.client = vertx.createHttpClient();
        this.target = target;
    }

    /** Listens on one port for a node's API on another. */
    public static Future<LedgerProxy> start(Vertx vertx, int port, int target) {
        LedgerProxy proxy = new LedgerProxy(vertx, target);
        return vertx.createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(port))
                .requestHandler(proxy::handle)
                .listen()
                .map(proxy);
    }

    public void mode(Mode next) {
        mode = next;
    }

    private void handle(HttpServerRequest request) {
        switch (mode) {
            case PASS -> forward(request, true);
            case ERRORS -> request.response().setStatusCode(500).end("{\"message\":\"planned\",\"status\":500}");
            case SILENT -> forward(request, !request.method().equals(HttpMethod.POST));
            case AWAY -> request.connection().close();
        }
    }

    private void forward(HttpServerRequest request, boolean tell) {
        request.body()
                .compose(body -> client.request(request.method(), target, LOOPBACK, request.uri())
                        .compose(onward -> send(request, onward, body)))
                .compose(answer -> answer.body().onSuccess(body -> {
                    if (tell) {
                        request.response().setStatusCode(answer.statusCode());
                        answer.headers().forEach((name, value) -> {
                            if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                                request.response().putHeader(name, value);
                            }
                        });
                        request.response().end(body);
                    }
                }))
                .onFailure(away -> request.connection().close());
    }

    private static Future<io.vertx.core.http.HttpClientResponse> send(
            HttpServerRequest request, HttpClientRequest onward, Buffer body) {
        request.headers().forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                onward.putHeader(name, value);
            }
        });
        return onward.send(body);
    }
}
