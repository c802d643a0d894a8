package health.countersign.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneQueueTest {
    private static final int RECORD_BYTES = 10_000;

    private final LaneQueue queue = new LaneQueue();

    @Test
    void theMoreLanesAReaderHasTheLessEachHolds() {
        assertThat(filledFor(1)).isGreaterThan(1_000);
        assertThat(filledFor(100) * 100L * RECORD_BYTES).isLessThan(32L * 1024 * 1024);
    }

    @Test
    void whatIsFullIsFetchedForAgainWhenHalfOfItIsDone() {
        int full = filledFor(1);
        for (int n = 0; n < full; n++) {
            queue.add(record(n));
        }
        assertThat(queue.isFull(1)).isTrue();
        assertThat(queue.isHalfEmpty(1)).isFalse();

        while (queue.size() > full / 2) {
            queue.take();
        }

        assertThat(queue.isFull(1)).isFalse();
        assertThat(queue.isHalfEmpty(1)).isTrue();
    }

    /** How many records a lane of so many takes. */
    private static int filledFor(int lanes) {
        LaneQueue queue = new LaneQueue();
        while (!queue.isFull(lanes)) {
            queue.add(record(queue.size()));
        }
        return queue.size();
    }

    private static Fetched record(long offset) {
        return new Fetched(
                new TopicLane(Topic.PROPOSALS, 0).at(offset),
                Instant.EPOCH,
                "0",
                new Fetched.Decoded(new byte[RECORD_BYTES], List.of()));
    }
}
