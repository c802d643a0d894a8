package health.countersign.app.proof;

import health.countersign.app.verify.LaneReport;
import health.countersign.app.verify.LaneReport.Flaw;
import health.countersign.domain.BatchCheck;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Header;
import health.countersign.domain.LaneOverlay;
import health.countersign.json.MalformedJsonException;
import health.countersign.ledger.InvalidTransactionException;
import health.countersign.ledger.Reason;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.TransactionVerdict;
import health.countersign.ledger.Verifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a lane of a pack from its genesis to its last line, or to where the chain breaks: what comes after that hangs
 * on nothing. Remembers what stands on the cards of the pack.
 */
final class PackedLane {
    private static final Reason UNREADABLE =
            new Reason("unreadable", "this is no canonical transaction whose id is the hash of what it holds");

    private final int lane;
    private final Verifier verifier;
    private final Set<CardId> cards;
    private final LaneOverlay state;
    private final Map<ChangeId, Header> standing = new HashMap<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private long transactions;
    private long changes;

    /** @param id of the lane, as the annex names it */
    PackedLane(int lane, String id, Verifier verifier, Set<CardId> cards) {
        this.lane = lane;
        this.verifier = verifier;
        this.cards = cards;
        this.state = LaneOverlay.genesis(lane, id);
    }

    /** Judges the lane, and tells of each transaction that it is done. */
    LaneReport judge(PackLines lines, LaneProofs proofs, Runnable judged) throws IOException {
        boolean hangs = true;
        Optional<byte[]> line = lines.next();
        while (hangs && line.isPresent()) {
            hangs = judge(line.get(), proofs);
            judged.run();
            line = lines.next();
        }
        if (hangs) {
            proofs.surplus().ifPresent(reason -> flaw("", transactions, reason));
        }
        return transactions == 0 && flaws.isEmpty()
                ? LaneReport.missing(lane)
                : new LaneReport(lane, transactions, changes, flaws);
    }

    /** The changes of the pack's cards that stand on this lane. */
    Map<ChangeId, Header> standing() {
        return standing;
    }

    private boolean judge(byte[] line, LaneProofs proofs) throws IOException {
        Optional<Transaction> read = read(line);
        if (read.isEmpty()) {
            flaw("", transactions, UNREADABLE);
            return false;
        }
        boolean first = transactions == 0;
        TransactionVerdict verdict =
                first ? verifier.judgeGenesis(read.get(), lane) : verifier.judge(read.get(), state);
        transactions++;
        flaws.addAll(LaneReport.flaws(verdict));
        verdict.changes().stream().filter(BatchCheck.Verdict::stands).forEach(this::remember);
        boolean hangs = first
                ? verdict.stands()
                : verdict.fault().filter(Reason.BROKEN_CHAIN::equals).isEmpty();
        if (hangs) {
            proofs.flaw(read.get()).ifPresent(reason -> flaw(verdict.transaction(), verdict.seq(), reason));
        }
        return hangs;
    }

    private void flaw(String transaction, long seq, Reason reason) {
        flaws.add(new Flaw(transaction, seq, Optional.empty(), reason.code(), reason.sentence()));
    }

    private void remember(BatchCheck.Verdict verdict) {
        changes++;
        Header header = verdict.change().header();
        if (cards.contains(header.card())) {
            standing.put(verdict.change().id(), header);
        }
    }

    private static Optional<Transaction> read(byte[] line) {
        try {
            return Optional.of(Transaction.of(line)).filter(tx -> Arrays.equals(tx.bytes(), line));
        } catch (InvalidTransactionException | MalformedJsonException none) {
            return Optional.empty();
        }
    }
}
