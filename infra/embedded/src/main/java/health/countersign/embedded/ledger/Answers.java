package health.countersign.embedded.ledger;

import health.countersign.domain.CanonicalJson;
import health.countersign.embedded.ledger.Acceptance.NotTakenException;
import health.countersign.embedded.ledger.Parameters.BadParameterException;
import health.countersign.json.MalformedJsonException;
import health.countersign.ledger.InvalidTransactionException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers in BigchainDB's form; every failure becomes a status and a sentence here. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String BROKE = "Internal Server Error";

    private Answers() {}

    static void json(RoutingContext context, Object tree) {
        json(context, 200, CanonicalJson.bytes(tree));
    }

    static void json(RoutingContext context, int status, byte[] json) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(json));
    }

    static void jsonOrNotFound(RoutingContext context, Optional<byte[]> json) {
        json.ifPresentOrElse(found -> json(context, 200, found), () -> notFound(context));
    }

    static void notFound(RoutingContext context) {
        error(context, 404, "Not found");
    }

    static void error(RoutingContext context, int status, Object message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message);
        body.put("status", status);
        json(context, status, CanonicalJson.bytes(body));
    }

    /** The failure handler of all routes. */
    static void failure(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.response().headWritten()) {
            LOG.warn("an answer broke off", failure);
            context.response().reset();
        } else if (failure instanceof InvalidTransactionException invalid) {
            boolean unexpected = invalid.fault().unhandled();
            error(context, unexpected ? 500 : 400, unexpected ? BROKE : invalid.answer());
        } else if (failure instanceof MalformedJsonException malformed) {
            error(context, 400, malformed(malformed));
        } else if (failure instanceof BadParameterException bad) {
            json(context, 400, CanonicalJson.bytes(Map.of("message", Map.of(bad.parameter(), bad.getMessage()))));
        } else if (failure instanceof NotTakenException notTaken) {
            error(context, notTaken.status(), notTaken.getMessage());
        } else if (failure instanceof TimeoutException) {
            error(context, 500, "Internal error - Timed out waiting for tx to be included in a block");
        } else {
            other(context, failure);
        }
    }

    /** Numbers beyond int64 halt a real chain, and fractions have no one form: neither has an id here. */
    private static String malformed(MalformedJsonException malformed) {
        return malformed.reason() == MalformedJsonException.Reason.NOT_AN_INT64
                ? "Invalid transaction (InvalidHash): " + malformed.getMessage()
                : "Failed to decode JSON object: " + malformed.getMessage();
    }

    private static void other(RoutingContext context, Throwable failure) {
        int status = failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        switch (status) {
            case 413 -> error(context, status, "The body is longer than 10 MB");
            default -> {
                LOG.error("unexpected failure of {} {}", context.request().method(), context.normalizedPath(), failure);
                error(context, 500, BROKE);
            }
        }
    }
}
