package health.countersign.platform.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What waits in one lane, bounded by what its reader does when it is full. */
final class LaneQueue {
    private static final int FULL_RECORDS = 2_000;
    private static final long FULL_BYTES = 8L * 1024 * 1024;
    private static final int POLL_RECORDS = 500;

    private final Deque<Fetched> waiting = new ArrayDeque<>();
    private long bytes;

    void add(Fetched record) {
        waiting.add(record);
        bytes += record.size();
    }

    /** The next poll: as many sound records as stand together, or one that is not. */
    List<Fetched> take() {
        List<Fetched> poll = new ArrayList<>();
        while (!waiting.isEmpty()
                && poll.size() < POLL_RECORDS
                && (poll.isEmpty() || waiting.peek().sound())) {
            Fetched next = waiting.poll();
            bytes -= next.size();
            poll.add(next);
            if (!next.sound()) {
                return poll;
            }
        }
        return poll;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    boolean isFull() {
        return waiting.size() >= FULL_RECORDS || bytes >= FULL_BYTES;
    }

    boolean isHalfEmpty() {
        return waiting.size() <= FULL_RECORDS / 2 && bytes <= FULL_BYTES / 2;
    }
}
