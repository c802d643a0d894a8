package health.countersign.platform.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One lane's records on their way through the handler: in order, one poll at a time, as often as it takes. Lives on one
 * context.
 */
final class Lane {
    /** Where a lane reports what went wrong, and leaves what can never be processed. */
    interface Care {
        Future<Void> park(Fetched record, String reason);

        void failed(TopicLane lane, Throwable failure, int failures);

        void handled(TopicLane lane, List<Fetched> poll);
    }

    /** Records under way, the offset after them, and how often they failed. */
    private record Attempt(List<Fetched> poll, long end, int failures) {
        Attempt again() {
            return new Attempt(poll, end, failures + 1);
        }

        Attempt without(Fetched record) {
            return new Attempt(
                    poll.stream()
                            .filter(other -> !other.position().equals(record.position()))
                            .toList(),
                    end,
                    0);
        }

        Optional<Fetched> at(Position position) {
            return poll.stream()
                    .filter(record -> record.position().equals(position))
                    .findFirst();
        }
    }

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final int DOUBLINGS = 8;
    private static final long NO_TIMER = -1;

    private final TopicLane lane;
    private final LaneHandler handler;
    private final Care care;
    private final Vertx vertx;
    private final Context context;
    private final LaneQueue queue = new LaneQueue();
    private final Promise<Void> drained = Promise.promise();
    private boolean busy;
    private boolean stopping;
    private long pause = NO_TIMER;
    private long next = -1;

    Lane(TopicLane lane, LaneHandler handler, Care care, Vertx vertx) {
        this.lane = lane;
        this.handler = handler;
        this.care = care;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    void offer(List<Fetched> records) {
        records.forEach(queue::add);
        work();
    }

    LaneQueue queue() {
        return queue;
    }

    /** Whether everything offered is done. */
    boolean idle() {
        return !busy && queue.isEmpty();
    }

    /** The offset after the last record that is done. */
    OptionalLong done() {
        return next < 0 ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** Begins nothing new; succeeds when the handler's call under way, if there is one, has ended. */
    Future<Void> stop() {
        stopping = true;
        if (pause != NO_TIMER && vertx.cancelTimer(pause)) {
            busy = false;
        }
        if (!busy) {
            drained.tryComplete();
        }
        return drained.future();
    }

    private void work() {
        if (busy || stopping || queue.isEmpty()) {
            return;
        }
        busy = true;
        List<Fetched> poll = queue.take();
        attempt(new Attempt(poll, poll.get(poll.size() - 1).position().offset() + 1, 0));
    }

    private void attempt(Attempt attempt) {
        start(attempt)
                .onComplete(outcome -> context.runOnContext(v -> {
                    if (outcome.failed()) {
                        failed(attempt, outcome.cause());
                        return;
                    }
                    next = attempt.end();
                    care.handled(lane, attempt.poll());
                    ended();
                }));
    }

    private Future<Void> start(Attempt attempt) {
        List<Fetched> poll = attempt.poll();
        if (poll.isEmpty()) {
            return Future.succeededFuture();
        }
        return poll.get(0)
                .content()
                .fault()
                .map(fault -> care.park(poll.get(0), fault))
                .orElseGet(() -> Future.succeededFuture(poll).compose(this::handle));
    }

    private Future<Void> handle(List<Fetched> poll) {
        return handler.handle(new LanePoll(
                lane.topic(), lane.lane(), poll.stream().map(Fetched::recorded).toList()));
    }

    private void failed(Attempt attempt, Throwable failure) {
        Optional<Fetched> poison =
                failure instanceof PoisonException reason ? attempt.at(reason.position()) : Optional.empty();
        if (poison.isEmpty()) {
            later(attempt.again(), failure);
            return;
        }
        care.park(poison.get(), ((PoisonException) failure).reason())
                .onComplete(parked -> context.runOnContext(v -> {
                    if (parked.failed()) {
                        later(attempt.again(), parked.cause());
                    } else {
                        attempt(attempt.without(poison.get()));
                    }
                }));
    }

    private void later(Attempt attempt, Throwable failure) {
        care.failed(lane, failure, attempt.failures());
        if (stopping) {
            ended();
            return;
        }
        pause = vertx.setTimer(FIRST_PAUSE_MILLIS << Math.min(attempt.failures() - 1, DOUBLINGS), timer -> {
            pause = NO_TIMER;
            attempt(attempt);
        });
    }

    private void ended() {
        busy = false;
        if (stopping) {
            drained.tryComplete();
        } else {
            work();
        }
    }
}
