package health.countersign.app.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** One service over HTTP, for one caller. */
public final class Api {
    private static final int CONNECTIONS = 64;
    private static final long TIMEOUT_MILLISECONDS = 60_000;

    private final WebClient client;
    private final URI base;
    private final Supplier<String> token;

    private Api(WebClient client, URI base, Supplier<String> token) {
        this.client = client;
        this.base = base;
        this.token = token;
    }

    /** A service at an address; {@code token} is asked for each request. */
    public static Api of(Vertx vertx, URI base, Supplier<String> token) {
        WebClientOptions options = new WebClientOptions().setKeepAlive(true).setDecompressionSupported(true);
        return new Api(WebClient.create(vertx, options, new PoolOptions().setHttp1MaxSize(CONNECTIONS)), base, token);
    }

    public URI base() {
        return base;
    }

    public Future<Reply> get(String path) {
        return request(HttpMethod.GET, path).send().map(Api::reply);
    }

    /** Sends a body of JSON; the same key and body again do nothing twice. */
    public Future<Reply> post(String path, Buffer json, Optional<String> idempotencyKey) {
        HttpRequest<Buffer> request = request(HttpMethod.POST, path).putHeader("content-type", "application/json");
        idempotencyKey.ifPresent(key -> request.putHeader("idempotency-key", key));
        return request.sendBuffer(json).map(Api::reply);
    }

    public void close() {
        client.close();
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path) {
        return client.requestAbs(method, base + path)
                .timeout(TIMEOUT_MILLISECONDS)
                .bearerTokenAuthentication(token.get());
    }

    private static Reply reply(HttpResponse<Buffer> response) {
        return new Reply(
                response.statusCode(),
                Optional.ofNullable(response.getHeader("location")),
                Optional.ofNullable(response.getHeader("retry-after")),
                response.body());
    }
}
