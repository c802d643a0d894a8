package health.countersign.platform.log;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaReadStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves records from Kafka into lanes, and stops fetching for a lane whose queue is full. Fetching goes on while
 * handlers work: a paused partition would have to wait for the answer to a fetch that leaves it out. Lives on one
 * context.
 */
final class LanePump {
    /** Also the longest time that a commit or a change of pauses waits. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final long RETRY_MILLIS = 1_000;
    private static final long DRAIN_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(LanePump.class);

    private final Vertx vertx;
    private final KafkaReadStream<String, Fetched.Decoded> stream;
    private final Duration gather;
    private final Function<TopicLane, Lane> newLane;
    private final Admission admission;
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private Supplier<Future<Void>> between = Future::succeededFuture;
    private Function<Throwable, Boolean> giveUp = failure -> false;
    private Future<Void> round = Future.succeededFuture();
    private boolean closing;

    LanePump(
            Vertx vertx,
            KafkaReadStream<String, Fetched.Decoded> stream,
            Duration gather,
            Function<TopicLane, Lane> newLane,
            Admission admission) {
        this.vertx = vertx;
        this.stream = stream;
        this.gather = gather;
        this.newLane = newLane;
        this.admission = admission;
    }

    /** What to do after each round, before the next. */
    LanePump between(Supplier<Future<Void>> work) {
        between = work;
        return this;
    }

    /** Which failures of a round end the pump; others are tried again. */
    LanePump giveUp(Function<Throwable, Boolean> judge) {
        giveUp = judge;
        return this;
    }

    void round() {
        if (closing) {
            return;
        }
        long start = System.nanoTime();
        round = stream.poll(POLL)
                .compose(records -> {
                    deliver(records);
                    return throttle();
                })
                .compose(v -> between.get());
        round.onSuccess(v -> next(start)).onFailure(failure -> {
            if (!closing && !giveUp.apply(failure)) {
                if (!admission.refused(failure)) {
                    LOG.atWarn().setCause(failure).log("reading the log failed; it is tried again");
                }
                vertx.setTimer(RETRY_MILLIS, timer -> round());
            }
        });
    }

    /**
     * Under load a poll takes what gathered in a few milliseconds: brokers work for each request, not for each record.
     */
    private void next(long start) {
        long left = gather.minusNanos(System.nanoTime() - start).toMillis();
        if (left > 0) {
            vertx.setTimer(left, timer -> round());
        } else {
            round();
        }
    }

    Map<TopicPartition, Lane> lanes() {
        return lanes;
    }

    /** Takes lanes away; succeeds, with those lanes, when their work under way has ended. */
    Future<Map<TopicPartition, Lane>> take(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Lane> taken = new HashMap<>();
        for (TopicPartition partition : partitions) {
            paused.remove(partition);
            Lane lane = lanes.remove(partition);
            if (lane != null) {
                taken.put(partition, lane);
            }
        }
        return stop(taken.values()).map(taken);
    }

    /** Ends the round under way and begins no other; succeeds when all work under way has ended, or after a while. */
    Future<Void> drain() {
        closing = true;
        return round.transform(ended -> stop(List.copyOf(lanes.values())).timeout(DRAIN_SECONDS, TimeUnit.SECONDS))
                .otherwiseEmpty();
    }

    private static Future<Void> stop(Collection<Lane> lanes) {
        return Future.join(lanes.stream().map(Lane::stop).toList()).mapEmpty();
    }

    private void deliver(ConsumerRecords<String, Fetched.Decoded> records) {
        if (closing || records.isEmpty()) {
            return;
        }
        admission.granted();
        for (TopicPartition partition : records.partitions()) {
            Lane lane = lanes.computeIfAbsent(partition, key -> newLane.apply(TopicLane.of(key)));
            lane.offer(records.records(partition).stream().map(Fetched::of).toList());
        }
    }

    private Future<Void> throttle() {
        Set<TopicPartition> full = matching(lane -> lane.queue().isFull(lanes.size()));
        full.removeAll(paused);
        Set<TopicPartition> hungry = matching(lane -> lane.queue().isHalfEmpty(lanes.size()));
        hungry.retainAll(paused);
        paused.addAll(full);
        paused.removeAll(hungry);
        Future<Void> pausing = full.isEmpty() ? Future.succeededFuture() : stream.pause(full);
        return hungry.isEmpty() ? pausing : pausing.compose(v -> stream.resume(hungry));
    }

    private Set<TopicPartition> matching(Function<Lane, Boolean> condition) {
        return lanes.entrySet().stream()
                .filter(entry -> condition.apply(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
