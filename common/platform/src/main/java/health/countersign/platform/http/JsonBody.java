package health.countersign.platform.http;

import health.countersign.domain.Fields;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Locale;

/** Bodies of our own envelopes, read strictly. FHIR bodies are taken as bytes instead: they hold decimals. */
public final class JsonBody {
    /** Longer bodies are parsed on a worker thread. */
    private static final int LONG_BYTES = 64 * 1024;

    private JsonBody() {}

    /** The body's tree; fails with what becomes 400, 413 or 415. */
    public static Future<Object> tree(RoutingContext context) {
        if (!isJson(context.request().getHeader("content-type"))) {
            return Future.failedFuture(new HttpException(415));
        }
        byte[] bytes = bytes(context);
        JsonLimits limits = JsonLimits.BODY;
        return bytes.length < LONG_BYTES
                ? Future.succeededFuture(bytes).map(body -> StrictJson.read(body, limits))
                : context.vertx().executeBlocking(() -> StrictJson.read(bytes, limits), false);
    }

    /** The fields of a body that is one object. */
    public static Future<Fields> fields(RoutingContext context) {
        return tree(context).map(Fields::of);
    }

    /** The body exactly as it came; empty if there is none. */
    public static byte[] bytes(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    /** Refuses a body that does not say that it is JSON with 415, for doors that take the bytes themselves. */
    public static void requireJson(RoutingContext context) {
        if (!isJson(context.request().getHeader("content-type"))) {
            throw new HttpException(415);
        }
    }

    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }
}
