package health.countersign.notification;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import java.time.Instant;
import java.util.List;

/**
 * An event that was found genuine, with its place in the log.
 *
 * @param time when the broker appended it
 * @param batched the changes of the batch if it is a draft, in the order of the batch; else empty
 */
record Fact(Place place, Instant time, Event event, List<ChangeId> batched) {
    Fact {
        batched = List.copyOf(batched);
    }
}
