package health.countersign.notification;

import health.countersign.platform.log.EventReader;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads from the log again what the window no longer holds, for one subscription. It reads ahead a little and waits
 * while nobody takes.
 */
final class Replay implements LogStories.Audience {
    private static final int FULL = 2_000;

    private final Deque<Told> entries = new ArrayDeque<>();
    private final Runnable signal;
    private LogStories stories;
    private EventReader reader;
    private boolean closed;

    /** @param signal is run whenever there is something new to take */
    Replay(Runnable signal) {
        this.signal = signal;
    }

    void reads(LogStories from, EventReader with) {
        this.stories = from;
        this.reader = with;
        if (closed) {
            close();
        }
    }

    @Override
    public boolean isFull() {
        return entries.size() >= FULL;
    }

    @Override
    public void hear(int lane, List<Told> told, LaneStory story) {
        entries.addAll(told);
        signal.run();
    }

    Optional<Told> poll() {
        Optional<Told> next = Optional.ofNullable(entries.poll());
        if (stories != null && entries.size() < FULL / 2) {
            stories.resume();
        }
        return next;
    }

    /** With nothing left to take, everything before where the stories stand is behind this progress. */
    void reach(Progress progress) {
        if (stories != null && entries.isEmpty()) {
            stories.each((lane, story) -> progress.lane(lane).reach(story.frontier(), story.lookback()));
        }
    }

    Future<Void> close() {
        closed = true;
        entries.clear();
        if (stories == null) {
            return Future.succeededFuture();
        }
        stories.close();
        return reader.close();
    }
}
