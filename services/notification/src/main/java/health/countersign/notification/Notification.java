package health.countersign.notification;

import health.countersign.domain.LedgerPosition;
import health.countersign.domain.OrganizationId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One step in the life of one change, ready to be told to those who are entitled to it. It holds codes, ids and
 * signatures, never content.
 *
 * @param actor whose act it is; empty for what the lane as a whole did
 * @param qualifier tells it from other steps of the same kind of the same change, may be empty
 * @param time when the broker appended the event behind it
 */
record Notification(
        Step step,
        ChangeFacts change,
        Optional<OrganizationId> actor,
        String qualifier,
        Place place,
        Instant time,
        Optional<LedgerPosition> position,
        Map<String, Object> data) {

    /** The same whenever and by whomever it is delivered. */
    String id() {
        String id = change.subject().change().hex() + "/" + step.wire();
        return qualifier.isEmpty() ? id : id + "/" + qualifier;
    }
}
