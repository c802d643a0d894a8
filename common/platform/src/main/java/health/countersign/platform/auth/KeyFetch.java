package health.countersign.platform.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Fetches an issuer's keys from its address: no redirects, no long waits, no long answers. */
final class KeyFetch {
    private static final long TIMEOUT_MILLIS = 5_000;
    private static final int MAX_BYTES = 256 * 1024;

    private KeyFetch() {}

    static Future<Buffer> get(Vertx vertx, String address) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address)
                .setFollowRedirects(false)
                .setTimeout(TIMEOUT_MILLIS);
        HttpClient client = vertx.createHttpClient();
        return client.request(request)
                .compose(HttpClientRequest::send)
                .compose(response -> body(address, response))
                .eventually(client::close);
    }

    private static Future<Buffer> body(String address, HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("the keys at " + address + " are not there: " + response.statusCode());
        }
        Promise<Buffer> body = Promise.promise();
        Buffer read = Buffer.buffer();
        response.handler(part -> {
            if (read.length() + part.length() > MAX_BYTES) {
                body.tryFail("the keys at " + address + " are too many");
            } else {
                read.appendBuffer(part);
            }
        });
        response.exceptionHandler(body::tryFail);
        response.endHandler(end -> body.tryComplete(read));
        return body.future();
    }
}
