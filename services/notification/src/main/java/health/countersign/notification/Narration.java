package health.countersign.notification;

import health.countersign.domain.ChangeId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.SignatureVerifier;
import health.countersign.platform.log.Bounds;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.EventReader;
import health.countersign.platform.log.TopicLane;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Everything between the log and the subscriptions of one process: reads all lanes from the oldest record that the
 * window may need, and goes on with what comes.
 */
final class Narration {
    private final Vertx vertx;
    private final EventLog log;
    private final Agreed agreed;
    private final Authenticity authenticity;
    private final int size;
    private Window window;
    private LogStories stories;
    private EventReader reader;

    /** @param size how many notifications the window holds */
    Narration(Vertx vertx, EventLog log, Agreed agreed, SignatureVerifier verifier, int size) {
        this.vertx = vertx;
        this.log = log;
        this.agreed = agreed;
        this.authenticity = new Authenticity(agreed.consortium(), verifier);
        this.size = size;
    }

    /** Succeeds when what stood in the log is told. */
    Future<Void> start() {
        int lanes = document().lanes();
        return log.bounds(LogArchive.all(lanes)).compose(bounds -> {
            Map<TopicLane, Long> from = new HashMap<>();
            bounds.forEach((lane, bound) -> from.put(lane, begin(bound)));
            List<long[]> starts = IntStream.range(0, lanes)
                    .mapToObj(lane -> LogArchive.offsets(lane, from::get))
                    .toList();
            window = new Window(size, starts);
            List<LaneStory> told = IntStream.range(0, lanes)
                    .mapToObj(lane ->
                            new LaneStory(lane, memory(change -> Optional.empty()), starts.get(lane), place -> false))
                    .toList();
            stories = new LogStories(vertx, log, authenticity, told, new LiveStories(window));
            return log.read("notification", from, stories).compose(opened -> {
                reader = opened;
                return opened.caughtUp();
            });
        });
    }

    /** A lane tells about as many notifications as it has records; what the window would forget is not read. */
    private long begin(Bounds bound) {
        return Math.max(bound.oldest(), bound.end() - size);
    }

    private ConsortiumDocument document() {
        return agreed.consortium().document();
    }

    private LaneMemory memory(Function<ChangeId, Optional<ChangeFacts>> elsewhere) {
        return new LaneMemory(document(), agreed.sentences(), size, elsewhere);
    }

    Window window() {
        return window;
    }

    Feed.Archive archive() {
        return new LogArchive(
                vertx, log, authenticity, document().lanes(), (lane, elsewhere) -> memory(elsewhere), stories::lane);
    }

    /** How many facts concerned nothing that the log shows. */
    double unattributed() {
        return IntStream.range(0, document().lanes())
                .mapToLong(lane -> stories.lane(lane).memory().unattributed())
                .sum();
    }

    /** Fails while the log is not being read. */
    Future<Void> check() {
        return reader != null && !reader.ended().isComplete()
                ? Future.succeededFuture()
                : Future.failedFuture("the log is not being read");
    }

    Future<Void> stop() {
        if (stories != null) {
            stories.close();
        }
        return reader == null ? Future.succeededFuture() : reader.close();
    }
}
