package health.countersign.platform.http;

import health.countersign.domain.MalformedException;
import health.countersign.json.MalformedJsonException;
import health.countersign.platform.log.AppendFailedException;
import health.countersign.platform.log.RecordTooLargeException;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;

/** The problems that every service has. */
public final class Problems {
    private Problems() {}

    public static Problem malformed(String detail) {
        return Problem.of(400, "malformed", "The request is malformed", detail);
    }

    public static Problem unauthenticated() {
        return Problem.of(
                401, "unauthenticated", "No valid token", "Send a valid bearer token in the Authorization header.");
    }

    public static Problem forbidden(String detail) {
        return Problem.of(403, "forbidden", "Not allowed", detail);
    }

    /** Also for what exists and is not the caller's to know of. */
    public static Problem notFound() {
        return Problem.of(404, "not-found", "Not found", "There is nothing here that this caller may see.");
    }

    public static Problem tooLarge(String detail) {
        return Problem.of(413, "too-large", "Too large", detail);
    }

    public static Problem unavailable(String detail) {
        return Problem.of(503, "unavailable", "Not now", detail).retry();
    }

    static Problem internal() {
        return Problem.of(500, "internal", "Something is wrong here", "The failure is logged under this traceId.")
                .retry();
    }

    /** What a failure means to the caller. */
    static Problem of(Throwable failure, int status) {
        if (failure instanceof ProblemException expected) {
            return expected.problem();
        }
        if (failure instanceof MalformedJsonException malformed) {
            return malformed.reason() == MalformedJsonException.Reason.TOO_LONG
                    ? tooLarge("The body is too long.")
                    : malformed("The body is not JSON as we take it: " + malformed.getMessage() + ".");
        }
        if (failure instanceof MalformedException malformed) {
            return malformed("The body does not have the shape it must have.")
                    .with(List.of(new Violation(malformed.pointer(), "shape")));
        }
        if (failure instanceof RecordTooLargeException) {
            return tooLarge("The change does not fit one record of the log: split it, or send attachments.");
        }
        if (failure instanceof AppendFailedException) {
            return unavailable(
                    "The log did not confirm in time. Send the same request again with its Idempotency-Key.");
        }
        if (failure instanceof PassingFailure) {
            return unavailable("Something that this service needs is away. Send the same request again later.");
        }
        return of(failure instanceof HttpException http ? http.getStatusCode() : status);
    }

    private static Problem of(int status) {
        return switch (status) {
            case 400 -> malformed("The request line, a header or a parameter is malformed.");
            case 401 -> unauthenticated();
            case 403 -> forbidden("This caller may not do this.");
            case 404 -> notFound();
            case 405 -> Problem.of(405, "method-not-allowed", "Not a method of this resource", "See the Allow header.");
            case 406 -> Problem.of(406, "not-acceptable", "No such form", "Nothing here has a form that is accepted.");
            case 408 ->
                Problem.of(408, "too-slow", "Too slow", "The request did not end in time.")
                        .retry();
            case 413 -> tooLarge("The body is too long.");
            case 414, 431 -> Problem.of(status, "too-large", "Too large", "The request line or a header is too long.");
            case 415 -> Problem.of(415, "unsupported-media-type", "Not a form we read", "Send application/json.");
            case 503 -> unavailable("Try again later.");
            case 504 ->
                Problem.of(504, "timeout", "Took too long", "It may have been done: ask before sending again.")
                        .retry();
            default -> internal();
        };
    }
}
