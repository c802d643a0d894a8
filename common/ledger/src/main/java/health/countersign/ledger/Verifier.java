package health.countersign.ledger;

import health.countersign.domain.Batch;
import health.countersign.domain.BatchCheck;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.Consortium;
import health.countersign.domain.LaneOverlay;
import health.countersign.domain.LaneState;
import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.SignatureVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Judges what the ledger holds by the consortium document alone: presence on the ledger proves nothing. The document's
 * own signatures ({@link Consortium#signedByAll}) are taken for checked.
 */
public final class Verifier {
    private final Consortium consortium;
    private final LaneTransactions transactions;
    private final SignatureVerifier signatures;
    private final BatchCheck check;

    public Verifier(Consortium consortium, SignatureVerifier signatures) {
        this.consortium = consortium;
        this.transactions = new LaneTransactions(consortium.document());
        this.signatures = signatures;
        this.check = new BatchCheck(consortium.document(), signatures);
    }

    /** Judges a lane from its genesis on, in the chain's order. */
    public LaneVerdict judgeLane(int lane, Iterable<Transaction> chain) {
        LaneOverlay state = LaneOverlay.genesis(lane, consortium.lanes().get(lane));
        List<TransactionVerdict> verdicts = new ArrayList<>();
        for (Transaction tx : chain) {
            verdicts.add(verdicts.isEmpty() ? judgeGenesis(tx, lane) : judge(tx, state));
        }
        return new LaneVerdict(lane, state.head(), verdicts);
    }

    /** Judges a lane's first transaction: the annex names it, the document makes it, all founders signed it. */
    public TransactionVerdict judgeGenesis(Transaction tx, int lane) {
        TransactionBody agreed = transactions.genesis(lane);
        Optional<Reason> fault = Optional.empty();
        if (!tx.id().equals(consortium.lanes().get(lane))) {
            fault = Optional.of(Reason.UNKNOWN_LANE);
        } else if (!agreed.text().equals(tx.body().text()) || !opens(tx, transactions.founders())) {
            fault = Optional.of(Reason.GENESIS);
        }
        return new TransactionVerdict(tx.id(), 0, fault, List.of());
    }

    /**
     * Judges the next transaction of a lane, moves the state by each change that stands, and moves the head if the
     * transaction spends it: the ledger has spoken, whatever we make of what it took.
     */
    public TransactionVerdict judge(Transaction tx, LaneOverlay state) {
        OutputReference head = new OutputReference(state.head(), 0);
        if (!tx.parent().filter(head::equals).isPresent()) {
            return failed(tx, state.seq() + 1, Reason.BROKEN_CHAIN);
        }
        TransactionVerdict verdict = fault(tx, state.lane())
                .map(fault -> failed(tx, state.seq() + 1, fault))
                .orElseGet(() -> judgeBatch(tx, state));
        state.advance(tx.id());
        return verdict;
    }

    /** What is wrong with the transaction around its batch, on this lane. */
    Optional<Reason> fault(Transaction tx, int lane) {
        Condition agreed = transactions.lock().condition();
        if (!tx.assetId().equals(consortium.lanes().get(lane))) {
            return Optional.of(Reason.UNKNOWN_LANE);
        }
        if (tx.inputs().size() != 1
                || tx.outputs().size() != 1
                || tx.outputs().get(0).amount() != 1) {
            return Optional.of(Reason.SHAPE);
        }
        if (!opens(tx, agreed)) {
            return Optional.of(Reason.FULFILLMENT);
        }
        if (!sealed(tx.fulfillments().get(0))) {
            return Optional.of(Reason.SEALS);
        }
        if (!tx.outputs().get(0).condition().equals(agreed)) {
            return Optional.of(Reason.of(BatchCondition.LOCK));
        }
        return Honesty.lie(tx, List.of(Output.of(agreed)));
    }

    private TransactionVerdict judgeBatch(Transaction tx, LaneOverlay state) {
        Batch batch;
        try {
            batch = Batch.of(tx.metadata());
        } catch (MalformedException | IllegalArgumentException notABatch) {
            return failed(tx, state.seq() + 1, Reason.METADATA);
        }
        Optional<BatchCondition> misplaced = misplaced(batch, state);
        return misplaced.isPresent()
                ? failed(tx, state.seq() + 1, Reason.of(misplaced.get()))
                : new TransactionVerdict(tx.id(), state.seq() + 1, Optional.empty(), check.judge(batch, state));
    }

    private Optional<BatchCondition> misplaced(Batch batch, LaneState state) {
        return check.placement(batch, state).stream().findFirst();
    }

    private boolean opens(Transaction tx, Condition condition) {
        return tx.fulfillments().get(0).condition().equals(CryptoConditions.fingerprint(condition))
                && Signatures.hold(tx, 0, signatures);
    }

    /** Counts organizations, never keys, and one branch of the lock at a time. */
    private boolean sealed(Fulfillment fulfillment) {
        for (Lock.Branch branch : Lock.Branch.values()) {
            NavigableSet<OrganizationId> organizations = new TreeSet<>();
            fulfillment
                    .signatures()
                    .forEach(signature -> transactions
                            .lock()
                            .owner(branch, signature.publicKey())
                            .ifPresent(organizations::add));
            if (transactions.lock().opensFor(organizations)) {
                return true;
            }
        }
        return false;
    }

    private static TransactionVerdict failed(Transaction tx, long seq, Reason fault) {
        return new TransactionVerdict(tx.id(), seq, Optional.of(fault), List.of());
    }
}
