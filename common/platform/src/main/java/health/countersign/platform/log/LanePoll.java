package health.countersign.platform.log;

import health.countersign.domain.Event;
import java.util.List;
import java.util.stream.Stream;

/** The next records of one lane of one topic, in their order; never empty. */
public record LanePoll(Topic topic, int lane, List<Recorded> records) {
    public LanePoll {
        records = List.copyOf(records);
    }

    /** All events of all records, in order. */
    public Stream<Event> events() {
        return records.stream().flatMap(recorded -> recorded.events().stream());
    }
}
