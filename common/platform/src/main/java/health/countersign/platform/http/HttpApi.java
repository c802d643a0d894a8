package health.countersign.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every API has before its own routes: limits, a trace id, a timeout, and one form for what goes wrong. */
public final class HttpApi {
    private static final int[] UNROUTED = {400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 431, 500, 503};
    /** A per cent sign without two digits, see RFC 3986, section 2.1. */
    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    private HttpApi() {}

    /** A router to add routes to. Their failures become problems: {@code context.fail(problem.exception())}. */
    public static Router router(Vertx vertx, HttpSettings settings) {
        Router router = Router.router(vertx);
        for (int status : UNROUTED) {
            router.errorHandler(status, HttpApi::fail);
        }
        router.route().handler(context -> begin(context, settings)).failureHandler(HttpApi::fail);
        router.route().handler(BodyHandler.create(false).setBodyLimit(settings.bodyLimit()));
        return router;
    }

    /** Serves the router; it is closed with the verticle that calls this. */
    public static Future<HttpServer> serve(Vertx vertx, Router router, HttpSettings settings) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout((int) settings.idle().toSeconds())
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        settings.certificate()
                .ifPresent(certificate -> options.setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(certificate.toString())
                                .addKeyPath(settings.key().orElseThrow().toString())));
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .connectionHandler(ReadsFromWhoReads::on)
                .listen()
                .onSuccess(server -> LOG.atInfo()
                        .addKeyValue("port", server.actualPort())
                        .addKeyValue("routes", String.join(", ", routes(router)))
                        .log("serves"));
    }

    /** Everything that a router answers to, as {@code GET /v1/cards}; {@code *} is any method, or any path. */
    private static List<String> routes(Router router) {
        return router.getRoutes().stream().map(HttpApi::name).toList();
    }

    private static String name(Route route) {
        Set<HttpMethod> methods = route.methods();
        String method = methods == null
                ? "*"
                : methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining("|"));
        return method + " " + (route.getName() == null ? "*" : route.getName());
    }

    /** For streams, which last: this request has no timeout. */
    public static void lasting(RoutingContext context) {
        Deadline.lift(context);
    }

    private static void begin(RoutingContext context, HttpSettings settings) {
        String traceId = Trace.begin(context);
        context.response()
                .putHeader("x-trace-id", traceId)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("cache-control", "no-store");
        Deadline.set(context, settings.timeout());
        if (NO_ESCAPE.matcher(context.request().uri()).find()) {
            context.fail(400);
        } else {
            context.next();
        }
    }

    private static void fail(RoutingContext context) {
        Throwable failure = context.failure();
        Problem problem = Problems.of(failure, context.statusCode());
        if (problem.status() == 500) {
            LOG.atError()
                    .addKeyValue("traceId", Trace.of(context))
                    .setCause(failure)
                    .log("a request failed");
        }
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (problem.status() == 401) {
            response.putHeader("www-authenticate", "Bearer");
        }
        if (problem.status() == 503) {
            response.putHeader("retry-after", "1");
        }
        Buffer body = problem.json(context.request().path(), Trace.of(context)).toBuffer();
        response.setStatusCode(problem.status()).putHeader("content-type", Problem.CONTENT_TYPE);
        if (context.request().isEnded()) {
            response.end(body);
        } else {
            // Nobody will read the rest of it.
            response.putHeader("connection", "close");
            response.end(body).onComplete(v -> context.request().connection().close());
        }
    }
}
