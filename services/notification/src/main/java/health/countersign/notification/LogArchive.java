package health.countersign.notification;

import health.countersign.domain.ChangeId;
import health.countersign.platform.log.Bounds;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.TopicLane;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Replays from the log, each with a reader of its own. */
final class LogArchive implements Feed.Archive {
    private final Vertx vertx;
    private final EventLog log;
    private final Authenticity authenticity;
    private final int lanes;
    private final BiFunction<Integer, Function<ChangeId, Optional<ChangeFacts>>, LaneMemory> memories;
    private final Function<Integer, LaneStory> live;

    /**
     * @param memories makes a lane's memory, given who knows of changes before its time
     * @param live the stories that this process tells now
     */
    LogArchive(
            Vertx vertx,
            EventLog log,
            Authenticity authenticity,
            int lanes,
            BiFunction<Integer, Function<ChangeId, Optional<ChangeFacts>>, LaneMemory> memories,
            Function<Integer, LaneStory> live) {
        this.vertx = vertx;
        this.log = log;
        this.authenticity = authenticity;
        this.lanes = lanes;
        this.memories = memories;
        this.live = live;
    }

    @Override
    public Future<Replay> open(Progress progress, Runnable signal) {
        return log.bounds(all(lanes)).compose(bounds -> {
            List<ExpiredException.Gap> gaps = gaps(progress, bounds);
            return gaps.isEmpty() ? open(progress, bounds, signal) : Future.failedFuture(new ExpiredException(gaps));
        });
    }

    static Set<TopicLane> all(int lanes) {
        return TopicLane.all(Flow.TOPICS, lanes);
    }

    /** The next offsets of a lane by topic of the flow. */
    static long[] offsets(int lane, Function<TopicLane, Long> offset) {
        return Flow.TOPICS.stream()
                .mapToLong(topic -> offset.apply(new TopicLane(topic, lane)))
                .toArray();
    }

    private static List<ExpiredException.Gap> gaps(Progress progress, Map<TopicLane, Bounds> bounds) {
        List<ExpiredException.Gap> gaps = new ArrayList<>();
        bounds.forEach((lane, bound) -> {
            long next = progress.lane(lane.lane()).offset(Flow.index(lane.topic()));
            if (next < bound.oldest()) {
                gaps.add(new ExpiredException.Gap(lane, next, bound.oldest()));
            } else if (next > bound.end()) {
                throw new InvalidCursorException(); // of a log that is no more
            }
        });
        return gaps;
    }

    private Future<Replay> open(Progress progress, Map<TopicLane, Bounds> bounds, Runnable signal) {
        Replay replay = new Replay(signal);
        Map<TopicLane, Long> from = new HashMap<>();
        bounds.forEach((lane, bound) -> from.put(lane, begin(progress, lane, bound)));
        List<LaneStory> stories = IntStream.range(0, lanes)
                .mapToObj(lane -> story(lane, progress, offsets(lane, from::get)))
                .toList();
        LogStories reading = new LogStories(vertx, log, authenticity, stories, replay);
        return log.read("notification-replay", from, reading)
                .onFailure(failure -> reading.close())
                .map(reader -> {
                    replay.reads(reading, reader);
                    return replay;
                });
    }

    private static long begin(Progress progress, TopicLane lane, Bounds bound) {
        long lookback = progress.lane(lane.lane()).lookback()[Flow.index(lane.topic())];
        return Math.max(lookback, bound.oldest());
    }

    private LaneStory story(int lane, Progress progress, long[] from) {
        LaneMemory memory =
                memories.apply(lane, change -> live.apply(lane).memory().factsBefore(change, from));
        return new LaneStory(lane, memory, from, progress.lane(lane)::has);
    }
}
