package health.countersign.ledger;

import java.util.List;

/**
 * What we make of a whole lane.
 *
 * @param head the last transaction that continues the chain
 * @param transactions from the genesis on, as far as they were given
 */
public record LaneVerdict(int lane, String head, List<TransactionVerdict> transactions) {
    public LaneVerdict {
        transactions = List.copyOf(transactions);
    }

    /** Whether every transaction and every change stands. */
    public boolean stands() {
        return transactions.stream().allMatch(TransactionVerdict::stands);
    }

    /** How many changes stand. */
    public long standing() {
        return transactions.stream()
                .flatMap(tx -> tx.changes().stream())
                .filter(change -> change.stands())
                .count();
    }
}
