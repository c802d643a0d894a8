package health.countersign.notification;

import health.countersign.domain.BatchPosition;
import health.countersign.domain.ChangeId;
import health.countersign.domain.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A batch on its way to enough seals. */
final class DraftedBatch {
    private final BatchPosition position;
    private final Set<OrganizationId> sealing = new TreeSet<>();
    private List<ChangeId> changes;

    DraftedBatch(BatchPosition position, List<ChangeId> changes) {
        this.position = position;
        this.changes = changes;
    }

    BatchPosition position() {
        return position;
    }

    /** What is in it; empty once its sealing was told. */
    List<ChangeId> changes() {
        return changes;
    }

    Set<OrganizationId> sealing() {
        return sealing;
    }

    void told() {
        changes = List.of();
    }
}
