package health.countersign.platform.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Why a request was not done (RFC 9457). Texts never repeat what the request held.
 *
 * @param code stable name of the kind of problem; its type is {@code https://countersign.health/problems/<code>}
 * @param title what the kind means, the same each time
 * @param detail what happened this time, and what to do
 * @param retryable whether the same request may succeed later
 */
public record Problem(
        int status, String code, String title, String detail, List<Violation> violations, boolean retryable) {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final String TYPES = "https://countersign.health/problems/";

    public Problem {
        violations = List.copyOf(violations);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem has a status of 400 to 599");
        }
    }

    /** A problem that does not go away by itself. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of(), false);
    }

    public Problem retry() {
        return new Problem(status, code, title, detail, violations, true);
    }

    public Problem with(List<Violation> broken) {
        return new Problem(status, code, title, detail, broken, retryable);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** The body of the answer. */
    JsonObject json(String instance, String traceId) {
        JsonArray broken = new JsonArray();
        violations.forEach(violation ->
                broken.add(new JsonObject().put("pointer", violation.pointer()).put("rule", violation.rule())));
        return new JsonObject()
                .put("type", TYPES + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance)
                .put("code", code)
                .put("violations", broken)
                .put("retryable", retryable)
                .put("traceId", traceId);
    }
}
