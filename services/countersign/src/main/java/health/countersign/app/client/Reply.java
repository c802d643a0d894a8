package health.countersign.app.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What a service answered. */
public record Reply(int status, Optional<String> location, Optional<String> retryAfter, Buffer body) {
    private static final int OK = 200;
    private static final int MULTIPLE = 300;
    private static final int NOT_FOUND = 404;

    public boolean isDone() {
        return status >= OK && status < MULTIPLE;
    }

    public boolean isNotFound() {
        return status == NOT_FOUND;
    }

    /** The body as an object; an empty one if it is none. */
    public JsonObject json() {
        try {
            return body == null || body.length() == 0 ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException | ClassCastException notAnObject) {
            return new JsonObject();
        }
    }

    /** The stable code of the problem, or the status where there is none. */
    public String code() {
        return json().getString("code", String.valueOf(status));
    }

    /** Whether the same request may succeed later, as the service says. */
    public boolean isRetryable() {
        return json().getBoolean("retryable", status == 429 || status == 502 || status == 503 || status == 504);
    }

    /** What a person wants to know of a problem. */
    public String problem() {
        JsonObject problem = json();
        StringBuilder text = new StringBuilder("%d %s".formatted(status, code()));
        if (problem.containsKey("detail")) {
            text.append(": ").append(problem.getString("detail"));
        }
        if (!problem.getJsonArray("violations", new JsonArray()).isEmpty()) {
            text.append(' ').append(problem.getJsonArray("violations").encode());
        }
        return text.toString();
    }
}
