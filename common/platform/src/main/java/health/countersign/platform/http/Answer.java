package health.countersign.platform.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/** What a request is answered with, as a value: it can be kept and given again. */
public record Answer(int status, Map<String, String> headers, Buffer body) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A JSON body made by us. */
    public static Answer json(int status, Buffer body) {
        return new Answer(status, Map.of("content-type", "application/json"), body);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    public Future<Void> send(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.ended() || response.closed()) {
            // The request took too long and was answered so, or the caller has gone.
            return Future.succeededFuture();
        }
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        return response.end(body);
    }
}
