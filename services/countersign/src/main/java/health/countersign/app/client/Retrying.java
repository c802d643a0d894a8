package health.countersign.app.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Sends a request again while the service says that it may succeed later, or does not answer. */
public final class Retrying {
    /** How soon to look again for what changes by itself. */
    public static final long LOOK_AGAIN_MILLISECONDS = 100;

    private static final long FIRST_PAUSE_MILLISECONDS = 25;
    private static final long LONGEST_PAUSE_MILLISECONDS = 1_000;

    private final Vertx vertx;
    private final long patienceNanos;

    /** @param patienceNanos how long to try; the last answer counts then, whatever it is */
    public Retrying(Vertx vertx, long patienceNanos) {
        this.vertx = vertx;
        this.patienceNanos = patienceNanos;
    }

    /** The first answer that is not to be tried again. */
    public Future<Reply> send(Supplier<Future<Reply>> request) {
        return send(request, Reply::isRetryable, FIRST_PAUSE_MILLISECONDS, System.nanoTime());
    }

    /** The same for what must be there, although the service asked may not have heard of it yet. */
    public Future<Reply> sendUntilThere(Supplier<Future<Reply>> request) {
        return send(
                request,
                reply -> reply.isRetryable() || reply.isNotFound(),
                FIRST_PAUSE_MILLISECONDS,
                System.nanoTime());
    }

    private Future<Reply> send(
            Supplier<Future<Reply>> request, Predicate<Reply> worthAnotherTry, long pause, long begun) {
        return request.get().transform(answer -> {
            boolean late = System.nanoTime() - begun > patienceNanos;
            boolean again = answer.failed() || (!answer.result().isDone() && worthAnotherTry.test(answer.result()));
            if (late || !again) {
                return answer.failed() ? Future.failedFuture(answer.cause()) : Future.succeededFuture(answer.result());
            }
            long longer = Math.min(LONGEST_PAUSE_MILLISECONDS, pause * 3 / 2);
            return vertx.timer(pause).compose(v -> send(request, worthAnotherTry, longer, begun));
        });
    }
}
