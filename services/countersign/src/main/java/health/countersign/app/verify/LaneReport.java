package health.countersign.app.verify;

import health.countersign.domain.BatchCheck;
import health.countersign.ledger.LaneVerdict;
import health.countersign.ledger.Reason;
import health.countersign.ledger.TransactionVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is on one lane and what of it does not stand.
 *
 * @param transactions with the genesis
 * @param changes that stand
 */
public record LaneReport(int lane, long transactions, long changes, List<Flaw> flaws) {
    public LaneReport {
        flaws = List.copyOf(flaws);
    }

    /**
     * Something that does not stand.
     *
     * @param transaction its id, empty if there is none where one must be
     * @param change which of its changes, empty if it is the transaction as a whole
     */
    public record Flaw(String transaction, long seq, Optional<String> change, String code, String sentence) {
        /** As a person reads it. */
        public String line() {
            return "transaction %d (%s)%s: %s, %s"
                    .formatted(
                            seq,
                            transaction.isEmpty() ? code : transaction,
                            change.map(" change "::concat).orElse(""),
                            code,
                            sentence);
        }

        private Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("transaction", transaction);
            tree.put("seq", seq);
            tree.put("change", change.orElse(null));
            tree.put("code", code);
            tree.put("sentence", sentence);
            return tree;
        }
    }

    public boolean stands() {
        return flaws.isEmpty();
    }

    static LaneReport of(LaneVerdict verdict) {
        List<Flaw> flaws = verdict.transactions().stream()
                .flatMap(tx -> flaws(tx).stream())
                .toList();
        return new LaneReport(verdict.lane(), verdict.transactions().size(), verdict.standing(), flaws);
    }

    /** What does not stand of one transaction. */
    public static List<Flaw> flaws(TransactionVerdict tx) {
        List<Flaw> flaws = new ArrayList<>();
        tx.fault().ifPresent(fault -> flaws.add(flaw(tx, Optional.empty(), fault)));
        for (BatchCheck.Verdict change : tx.changes()) {
            TransactionVerdict.reason(change)
                    .ifPresent(reason ->
                            flaws.add(flaw(tx, Optional.of(change.change().id().hex()), reason)));
        }
        return flaws;
    }

    /** A lane of which there is nothing. */
    public static LaneReport missing(int lane) {
        Flaw flaw = new Flaw("", 0, Optional.empty(), "missing", "the lane's genesis is not there");
        return new LaneReport(lane, 0, 0, List.of(flaw));
    }

    private static Flaw flaw(TransactionVerdict tx, Optional<String> change, Reason reason) {
        return new Flaw(tx.transaction(), tx.seq(), change, reason.code(), reason.sentence());
    }

    /** As a person reads it: one line, and one for each flaw. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("lane %d: %s, %,d transactions, %,d changes"
                .formatted(lane, stands() ? "stands" : "DOES NOT STAND", transactions, changes));
        flaws.forEach(flaw -> lines.add("  " + flaw.line()));
        return lines;
    }

    /** As it is printed for programs. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("lane", (long) lane);
        tree.put("transactions", transactions);
        tree.put("changes", changes);
        tree.put("stands", stands());
        tree.put("flaws", flaws.stream().<Object>map(Flaw::tree).toList());
        return tree;
    }
}
