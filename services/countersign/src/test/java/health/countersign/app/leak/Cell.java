package health.countersign.app.leak;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;

/**
 * One visitor at one door.
 *
 * @param status what must be answered
 */
record Cell(Visitor visitor, HttpMethod method, String address, int status) {
    private static final int MILLISECONDS = 60_000;

    /** What was answered. */
    record Answer(Cell cell, int status, Buffer head, Buffer body) {}

    Future<Answer> ask(WebClient client) {
        HttpRequest<Buffer> request = client.requestAbs(method, address).timeout(MILLISECONDS);
        visitor.token().ifPresent(request::bearerTokenAuthentication);
        return (method.equals(HttpMethod.POST)
                        ? request.putHeader("content-type", "application/json").sendBuffer(Buffer.buffer("{}"))
                        : request.send())
                .map(response -> new Answer(
                        this,
                        response.statusCode(),
                        Buffer.buffer(response.headers().toString()),
                        response.body() == null ? Buffer.buffer() : response.body()));
    }

    @Override
    public String toString() {
        return "%s: %s %s".formatted(visitor, method, address);
    }
}
