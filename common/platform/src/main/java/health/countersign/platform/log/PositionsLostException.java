package health.countersign.platform.log;

import java.util.Map;

/** Records between the wanted positions and the oldest that the log still has are gone. */
public final class PositionsLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<TopicLane, Long> oldest;

    PositionsLostException(Map<TopicLane, Long> oldest) {
        super("the log no longer has what comes next in " + oldest.keySet());
        this.oldest = Map.copyOf(oldest);
    }

    /** For each lane that lost records: the oldest offset that is still there. */
    public Map<TopicLane, Long> oldest() {
        return oldest;
    }
}
