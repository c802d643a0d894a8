package health.countersign.notification;

import health.countersign.platform.log.TopicLane;
import java.util.List;

/** The log no longer has something that comes after a subscriber's progress. */
final class ExpiredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is missing: from this offset until before that one. */
    record Gap(TopicLane lane, long from, long until) {}

    private final transient List<Gap> gaps;

    ExpiredException(List<Gap> gaps) {
        super("the log no longer has " + gaps);
        this.gaps = List.copyOf(gaps);
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** Moves progress behind what is missing. */
    void skip(Progress progress) {
        gaps.forEach(gap -> progress.lane(gap.lane().lane()).skip(gap.lane().topic(), gap.until()));
    }
}
