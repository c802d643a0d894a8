package health.countersign.validator.lane;

import health.countersign.domain.BatchPosition;
import health.countersign.domain.ChangeId;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.EventTree;
import health.countersign.domain.Fields;
import health.countersign.ledger.Draft;
import health.countersign.ledger.LaneTransactions;
import java.util.List;
import java.util.Map;

/**
 * The batch that was drafted for the lane's head.
 *
 * @param late the keys of the late refusals in it
 */
record InFlight(Draft draft, List<String> late) {
    InFlight {
        late = List.copyOf(late);
    }

    BatchPosition position() {
        return draft.position();
    }

    List<ChangeId> changes() {
        return draft.batch().changes().stream().map(EndorsedChange::id).toList();
    }

    BatchDrafted event() {
        return new BatchDrafted(position(), draft.text());
    }

    Object tree() {
        return Map.of("drafted", EventTree.of(event()), "late", late);
    }

    static InFlight of(Object tree, LaneTransactions transactions, String laneId) {
        Fields fields = Fields.of(tree);
        BatchDrafted drafted = (BatchDrafted) fields.object("drafted", EventTree::read);
        return new InFlight(transactions.read(laneId, drafted.transaction()), fields.list("late", String.class::cast));
    }
}
