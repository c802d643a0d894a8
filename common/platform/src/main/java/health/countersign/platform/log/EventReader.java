package health.countersign.platform.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaReadStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads lanes from given positions, alone: first what is there, then what comes, without a gap and without a seam. It
 * stores no progress; that is the caller's affair.
 */
public final class EventReader {
    private final Context context;
    private final KafkaReadStream<String, Fetched.Decoded> stream;
    private final LanePump pump;
    /** Lanes that have not yet reached what was their end at the start, and that end. */
    private final Map<TopicPartition, Long> behind = new HashMap<>();

    private final Promise<Void> caughtUp = Promise.promise();
    private final Promise<Void> ended = Promise.promise();

    EventReader(
            Vertx vertx,
            Consumer<String, Fetched.Decoded> kafka,
            KafkaSettings settings,
            Function<TopicLane, Lane> lanes,
            Admission admission) {
        this.context = vertx.getOrCreateContext();
        this.stream = KafkaReadStream.create(vertx, kafka);
        this.pump = new LanePump(vertx, stream, settings.gather(), lanes, admission)
                .between(this::lookAround)
                .giveUp(this::isOver);
    }

    /** Begins at the next offset given for each lane, or at its oldest record where none is given. */
    Future<EventReader> start(Map<TopicLane, Optional<Long>> from) {
        Set<TopicPartition> partitions =
                from.keySet().stream().map(TopicLane::partition).collect(Collectors.toSet());
        return stream.assign(partitions)
                .compose(v -> bounds(stream, from.keySet()))
                .compose(bounds -> seek(from, bounds))
                .map(v -> {
                    pump.round();
                    return this;
                })
                .recover(failure -> stream.close().transform(closed -> Future.failedFuture(failure)));
    }

    /** Succeeds once everything that stood in the lanes at the start has been handled. */
    public Future<Void> caughtUp() {
        return caughtUp.future();
    }

    /**
     * Succeeds when the reader is closed; fails with {@link PositionsLostException} if the log lost what comes next.
     */
    public Future<Void> ended() {
        return ended.future();
    }

    /** Begins nothing new, waits for what is under way, and closes. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(v -> pump.drain().eventually(stream::close).onComplete(closed));
        return closed.future().onComplete(v -> end(new IllegalStateException("the reader was closed before the end")));
    }

    static Future<Map<TopicLane, Bounds>> bounds(KafkaReadStream<?, ?> stream, Set<TopicLane> lanes) {
        Set<TopicPartition> partitions =
                lanes.stream().map(TopicLane::partition).collect(Collectors.toSet());
        return stream.beginningOffsets(partitions)
                .compose(first -> stream.endOffsets(partitions)
                        .map(end -> partitions.stream()
                                .collect(Collectors.toMap(
                                        TopicLane::of, lane -> new Bounds(first.get(lane), end.get(lane))))));
    }

    private Future<Void> seek(Map<TopicLane, Optional<Long>> from, Map<TopicLane, Bounds> bounds) {
        Map<TopicLane, Long> lost = new HashMap<>();
        Map<TopicPartition, Long> starts = new HashMap<>();
        bounds.forEach((lane, bound) -> {
            long start = from.get(lane).orElse(bound.oldest());
            starts.put(lane.partition(), start);
            if (start < bound.oldest() || start > bound.end()) {
                lost.put(lane, bound.oldest());
            }
            if (start < bound.end()) {
                behind.put(lane.partition(), bound.end());
            }
        });
        if (!lost.isEmpty()) {
            return Future.failedFuture(new PositionsLostException(lost));
        }
        if (behind.isEmpty()) {
            caughtUp.complete();
        }
        List<Future<Void>> seeks = starts.entrySet().stream()
                .map(entry -> stream.seek(entry.getKey(), (long) entry.getValue()))
                .toList();
        return Future.all(seeks).mapEmpty();
    }

    /**
     * The last records of a lane may be marks that no reader sees: then only the position tells that it is at the end.
     */
    private Future<Void> lookAround() {
        List<Future<Void>> looks =
                behind.keySet().stream().filter(this::idle).map(this::look).toList();
        return Future.all(looks)
                .onSuccess(v -> {
                    if (behind.isEmpty()) {
                        caughtUp.tryComplete();
                    }
                })
                .mapEmpty();
    }

    private boolean idle(TopicPartition partition) {
        Lane lane = pump.lanes().get(partition);
        return lane == null || lane.idle();
    }

    private Future<Void> look(TopicPartition partition) {
        return stream.position(partition).map(position -> {
            if (position >= behind.get(partition)) {
                behind.remove(partition);
            }
            return null;
        });
    }

    private boolean isOver(Throwable failure) {
        if (!(failure instanceof InvalidOffsetException lost)) {
            return false;
        }
        bounds(stream, lost.partitions().stream().map(TopicLane::of).collect(Collectors.toSet()))
                .map(bounds -> bounds.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().oldest())))
                .otherwise(Map.of())
                .onSuccess(oldest -> {
                    end(new PositionsLostException(oldest));
                    close();
                });
        return true;
    }

    private void end(RuntimeException failure) {
        caughtUp.tryFail(failure);
        if (failure instanceof PositionsLostException) {
            ended.tryFail(failure);
        } else {
            ended.tryComplete();
        }
    }
}
