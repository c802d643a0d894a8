package health.countersign.notification;

import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import health.countersign.json.MalformedJsonException;
import health.countersign.platform.http.Problem;
import health.countersign.platform.http.Problems;
import health.countersign.platform.http.Violation;
import java.util.List;

/** Why a subscription cannot begin. */
final class StreamProblems {
    private final CursorCodec cursors;

    StreamProblems(CursorCodec cursors) {
        this.cursors = cursors;
    }

    /** @param progress where the subscriber wanted to begin */
    Problem of(Throwable failure, OrganizationId subscriber, Progress progress) {
        if (failure instanceof ExpiredException expired) {
            Progress oldest = progress.copy();
            expired.skip(oldest);
            return Problem.of(
                    410,
                    "cursor-expired",
                    "The log no longer goes back that far",
                    "Begin with the oldest cursor and read current state from the cards: "
                            + cursors.encode(subscriber, oldest));
        }
        return of(failure);
    }

    static Problem of(Throwable failure) {
        if (failure instanceof InvalidCursorException) {
            return Problem.of(
                    400, "cursor-invalid", "Not a cursor of this stream", "Begin with 'now' or 'start' instead.");
        }
        if (failure instanceof MalformedException malformed) {
            return Problem.of(
                            400,
                            "filter-unsatisfiable",
                            "This asks for something that is not there",
                            malformed.getMessage())
                    .with(List.of(new Violation(malformed.pointer(), "filter")));
        }
        if (failure instanceof MalformedJsonException) {
            return Problems.malformed("A message is one JSON object.");
        }
        return Problems.unavailable("The log cannot be read now.");
    }

    static Problem full() {
        return Problems.unavailable("There are as many streams as this process takes.");
    }
}
