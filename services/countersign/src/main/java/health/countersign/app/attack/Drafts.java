package health.countersign.app.attack;

import health.countersign.app.attack.Attack.Result;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.ledger.Draft;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.Topic;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A dishonest validator: puts drafts into the log that no member may seal. */
final class Drafts {
    private final Arena arena;
    private final EventLog log;

    Drafts(Arena arena, EventLog log) {
        this.arena = arena;
        this.log = log;
    }

    /** Held off if every member objects for this condition and nobody seals. */
    Result offer(int lane, EndorsedChange change, BatchCondition condition) throws TimeoutException {
        Draft draft = arena.await(arena.forge().draft(lane, List.of(change)));
        arena.await(log.append(
                Topic.BATCHES, lane, String.valueOf(lane), List.of(new BatchDrafted(draft.position(), draft.text()))));
        Set<OrganizationId> everybody = arena.doors().consortium().document().organizations().stream()
                .map(Organization::id)
                .collect(Collectors.toSet());
        arena.await(arena.witness().objections(draft.position(), condition, everybody));
        return Result.held("all %d members objected and none sealed: %s, %s"
                .formatted(everybody.size(), condition.wire(), condition.sentence()));
    }
}
