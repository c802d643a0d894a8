package health.countersign.platform.log;

import health.countersign.domain.Event;
import java.time.Instant;
import java.util.List;

/**
 * A record of the log: what happened, and where and when the log says so.
 *
 * @param appendTime when the broker appended it, in milliseconds; the only time that decisions know
 */
public record Recorded(Position position, Instant appendTime, List<Event> events) {
    public Recorded {
        events = List.copyOf(events);
    }
}
