package health.countersign.ledger;

import health.countersign.domain.BatchCheck;
import java.util.List;
import java.util.Optional;

/**
 * What we make of one transaction that the ledger holds.
 *
 * @param seq the transaction's place in its lane, counting from the genesis' 0
 * @param fault why nothing in it counts; nothing where each change is judged by itself
 * @param changes the verdict on each change, in the batch's order; none where the transaction as a whole fails
 */
public record TransactionVerdict(
        String transaction, long seq, Optional<Reason> fault, List<BatchCheck.Verdict> changes) {
    public TransactionVerdict {
        changes = List.copyOf(changes);
    }

    /** Whether the transaction and every change in it stand. */
    public boolean stands() {
        return fault.isEmpty() && changes.stream().allMatch(BatchCheck.Verdict::stands);
    }

    /** Why this change does not stand. */
    public static Optional<Reason> reason(BatchCheck.Verdict change) {
        return change.fault().map(Reason::of);
    }
}
