package health.countersign.platform.operations;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /livez}, {@code /readyz} and {@code /metrics} on a port of their own. */
public final class Management {
    private static final Logger LOG = LoggerFactory.getLogger(Management.class);
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;

    private Management(HttpServer server) {
        this.server = server;
    }

    /** Starts to serve. Fails if the port is taken. */
    public static Future<Management> start(
            Vertx vertx, ManagementSettings settings, Health health, PrometheusMeterRegistry metrics) {
        Map<String, Handler<HttpServerResponse>> doors = new TreeMap<>();
        doors.put("/livez", response -> json(response, 200, new JsonObject().put("status", "up")));
        doors.put(
                "/readyz",
                response -> health.look()
                        .onSuccess(checks -> ready(response, checks))
                        .onFailure(failure -> json(response, 503, new JsonObject().put("status", "down"))));
        doors.put(
                "/metrics",
                response -> response.putHeader("content-type", PROMETHEUS_TEXT).end(metrics.scrape()));
        return vertx.createHttpServer()
                .requestHandler(request -> serve(request, doors))
                .listen(settings.port(), settings.host())
                .onSuccess(server -> LOG.atInfo()
                        .addKeyValue("port", server.actualPort())
                        .addKeyValue("routes", "GET " + String.join(", GET ", doors.keySet()))
                        .log("serves its operator"))
                .map(Management::new);
    }

    public int port() {
        return server.actualPort();
    }

    public Future<Void> close() {
        return server.close();
    }

    private static void serve(HttpServerRequest request, Map<String, Handler<HttpServerResponse>> doors) {
        HttpServerResponse response = request.response();
        if (!request.method().equals(HttpMethod.GET)) {
            response.setStatusCode(405).putHeader("allow", "GET").end();
            return;
        }
        doors.getOrDefault(request.path(), unknown -> unknown.setStatusCode(404).end())
                .handle(response);
    }

    private static void ready(HttpServerResponse response, Map<String, Boolean> checks) {
        boolean ready = checks.values().stream().allMatch(Boolean::booleanValue);
        JsonObject outcomes = new JsonObject();
        checks.forEach((name, up) -> outcomes.put(name, up ? "up" : "down"));
        JsonObject body = new JsonObject().put("status", ready ? "up" : "down").put("checks", outcomes);
        json(response, ready ? 200 : 503, body);
    }

    private static void json(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.toBuffer());
    }
}
