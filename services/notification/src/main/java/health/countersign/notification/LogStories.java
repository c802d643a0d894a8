package health.countersign.notification;

import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.LaneHandler;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.Recorded;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicLane;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Feeds the stories of all lanes with what a reader of the log hands over. A poll is done when all of it was told, so
 * whatever waits holds back its topic and nothing is kept without bound.
 */
final class LogStories implements LaneHandler {
    /** Who hears what is told. */
    interface Audience {
        /** Whether nothing more should be told for now. */
        boolean isFull();

        void hear(int lane, List<Told> told, LaneStory story);
    }

    private static final long LOOK_MILLIS = 500;

    private final Vertx vertx;
    private final EventLog log;
    private final Authenticity authenticity;
    private final List<LaneStory> stories;
    private final Audience audience;
    private final Map<TopicLane, Promise<Void>> pending = new HashMap<>();
    private final Map<Integer, LaneStory.Stuck> suspects = new HashMap<>();
    private final long timer;
    private boolean closed;

    LogStories(Vertx vertx, EventLog log, Authenticity authenticity, List<LaneStory> stories, Audience audience) {
        this.vertx = vertx;
        this.log = log;
        this.authenticity = authenticity;
        this.stories = List.copyOf(stories);
        this.audience = audience;
        this.timer = vertx.setPeriodic(LOOK_MILLIS, fired -> lookForStuck());
    }

    @Override
    public Future<Void> handle(LanePoll poll) {
        return vertx.executeBlocking(() -> authenticity.facts(poll), false).compose(facts -> {
            if (closed) {
                return Future.failedFuture("closed");
            }
            List<Recorded> records = poll.records();
            long next = records.get(records.size() - 1).position().offset() + 1;
            stories.get(poll.lane()).offer(poll.topic(), facts, next);
            Promise<Void> done = Promise.promise();
            pending.put(new TopicLane(poll.topic(), poll.lane()), done);
            advance(poll.lane());
            return done.future();
        });
    }

    void each(BiConsumer<Integer, LaneStory> action) {
        for (int lane = 0; lane < stories.size(); lane++) {
            action.accept(lane, stories.get(lane));
        }
    }

    LaneStory lane(int lane) {
        return stories.get(lane);
    }

    /** Goes on after the audience was full. */
    void resume() {
        if (!pending.isEmpty()) {
            each((lane, story) -> advance(lane));
        }
    }

    void close() {
        closed = true;
        vertx.cancelTimer(timer);
        pending.values().forEach(done -> done.tryFail("closed"));
        pending.clear();
    }

    private void advance(int lane) {
        if (closed || audience.isFull()) {
            return;
        }
        LaneStory story = stories.get(lane);
        List<Told> told = story.advance();
        audience.hear(lane, told, story);
        for (Topic topic : Flow.TOPICS) {
            TopicLane key = new TopicLane(topic, lane);
            if (story.isThrough(topic) && pending.containsKey(key)) {
                pending.remove(key).complete();
            }
        }
    }

    /** What waited at the last look and waits still is looked for in the log; one search for each lane at a time. */
    private void lookForStuck() {
        each((lane, story) -> {
            LaneStory.Stuck stuck = story.stuck();
            if (stuck.wanted().isEmpty()) {
                suspects.remove(lane);
            } else if (suspects.putIfAbsent(lane, stuck) != null) {
                search(lane, story, suspects.get(lane));
            }
        });
    }

    private void search(int lane, LaneStory story, LaneStory.Stuck stuck) {
        Map<TopicLane, Long> from = new HashMap<>();
        stuck.wanted().forEach(topic -> from.put(new TopicLane(topic, lane), stuck.queued(topic)));
        ends(from).onSuccess(ends -> {
            boolean reached = ends.entrySet().stream()
                    .allMatch(end -> story.hasReached(
                            end.getKey().topic(), end.getValue().get()));
            if (reached && !closed) {
                story.settle(stuck);
                suspects.remove(lane);
                advance(lane);
            }
        });
    }

    /**
     * Reads to the end: only reading tells where the last record is, because marks of transactions have offsets
     * too.
     */
    private Future<Map<TopicLane, AtomicLong>> ends(Map<TopicLane, Long> from) {
        Map<TopicLane, AtomicLong> ends = new HashMap<>();
        from.forEach((lane, next) -> ends.put(lane, new AtomicLong(next)));
        LaneHandler counting = poll -> {
            List<Recorded> records = poll.records();
            ends.get(new TopicLane(poll.topic(), poll.lane()))
                    .set(records.get(records.size() - 1).position().offset() + 1);
            return Future.succeededFuture();
        };
        return log.read("notification-search", from, counting)
                .compose(reader -> reader.caughtUp().eventually(reader::close))
                .map(v -> new HashMap<>(ends));
    }
}
