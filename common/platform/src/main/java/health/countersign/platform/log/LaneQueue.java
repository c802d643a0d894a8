package health.countersign.platform.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What waits in one lane, bounded by what its reader does when it is full. All lanes of a reader together hold a fixed
 * number of bytes, of which each has an equal share: there may be hundreds, and decoded a record takes several times
 * its bytes.
 */
final class LaneQueue {
    private static final int FULL_RECORDS = 2_000;
    private static final long BYTES_OF_ALL_LANES = 24L * 1024 * 1024;
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

    /** @param lanes how many its reader has */
    boolean isFull(int lanes) {
        return waiting.size() >= FULL_RECORDS || bytes >= BYTES_OF_ALL_LANES / lanes;
    }

    /** @param lanes how many its reader has */
    boolean isHalfEmpty(int lanes) {
        return waiting.size() <= FULL_RECORDS / 2 && bytes <= BYTES_OF_ALL_LANES / lanes / 2;
    }
}
