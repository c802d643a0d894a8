package health.countersign.ledger;

import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.LedgerException.LedgerUnavailable;
import health.countersign.ledger.LedgerException.LedgerUnknown;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** HTTP to one of several nodes: stays with the one that answers, goes to the next when it does not. */
final class BigchainDbNodes {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /** The longest answer that is read: a block of the ledger fits. */
    static final int MOST_ANSWER_BYTES = 64 * 1024 * 1024;

    /** Per node: each lane may be asked for at the same time. */
    private static final int CONNECTIONS = 16;

    private final WebClient client;
    private final List<URI> nodes;
    private final long timeout;
    private final BodyCodec<Buffer> answer;
    private final AtomicInteger preferred = new AtomicInteger();

    BigchainDbNodes(Vertx vertx, BigchainDbSettings settings) {
        this.timeout = settings.timeout().toMillis();
        this.answer = NodeAnswer.atMost(MOST_ANSWER_BYTES, settings.timeout());
        WebClientOptions options = new WebClientOptions()
                .setFollowRedirects(false)
                .setConnectTimeout((int) timeout)
                // One whose answer was broken off is not read any more, and ends so.
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(2 * (int) timeout);
        this.client = WebClient.create(vertx, options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.nodes = settings.nodes().stream().map(BigchainDbSettings.Node::api).toList();
    }

    /** What one node answers; nothing for 404. Fails as {@link LedgerUnavailable}. */
    Future<Optional<Buffer>> get(String path) {
        return get(path, Math.max(2, nodes.size()));
    }

    private Future<Optional<Buffer>> get(String path, int attempts) {
        int node = preferred.get();
        return request(HttpMethod.GET, node, path)
                .send()
                .map(response -> body(response, path))
                .recover(failure -> {
                    preferNext(node);
                    return attempts > 1
                            ? get(path, attempts - 1)
                            : Future.failedFuture(new LedgerUnavailable("no node answered GET " + path, failure));
                });
    }

    private static Optional<Buffer> body(HttpResponse<Buffer> response, String path) {
        return switch (response.statusCode()) {
            case OK -> Optional.of(response.bodyAsBuffer());
            case NOT_FOUND -> Optional.empty();
            default ->
                throw new LedgerUnavailable(
                        "a node answered %d to GET %s".formatted(response.statusCode(), path), null);
        };
    }

    /** Gives these bytes to one node, or to another if that one fails; succeeds when one took them. */
    Future<Void> post(String path, byte[] json) {
        return post(path, Buffer.buffer(json), nodes.size(), null);
    }

    private Future<Void> post(String path, Buffer json, int attempts, LedgerException before) {
        int node = preferred.get();
        return request(HttpMethod.POST, node, path)
                .putHeader("content-type", "application/json")
                .sendBuffer(json)
                .transform(answer ->
                        answer.succeeded() ? outcome(answer.result()) : Future.failedFuture(failure(answer.cause())))
                .recover(failure -> {
                    if (failure instanceof LedgerRefused) {
                        return Future.failedFuture(failure);
                    }
                    preferNext(node);
                    LedgerException worst = before instanceof LedgerUnknown ? before : (LedgerException) failure;
                    return attempts > 1 ? post(path, json, attempts - 1, worst) : Future.failedFuture(worst);
                });
    }

    private static Future<Void> outcome(HttpResponse<Buffer> response) {
        return switch (response.statusCode()) {
            case ACCEPTED -> Future.succeededFuture();
            case BAD_REQUEST -> Future.failedFuture(RefusalText.read(response.bodyAsString()));
            default ->
                Future.failedFuture(new LedgerUnknown("a node answered %d".formatted(response.statusCode()), null));
        };
    }

    private static LedgerException failure(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof UnknownHostException
                ? new LedgerUnavailable("no node could be reached", cause)
                : new LedgerUnknown("a node broke off before it answered", cause);
    }

    private HttpRequest<Buffer> request(HttpMethod method, int node, String path) {
        return client.requestAbs(method, nodes.get(node) + path).as(answer).timeout(timeout);
    }

    private void preferNext(int failed) {
        preferred.compareAndSet(failed, (failed + 1) % nodes.size());
    }

    void close() {
        client.close();
    }
}
