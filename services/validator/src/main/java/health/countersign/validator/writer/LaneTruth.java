package health.countersign.validator.writer;

import health.countersign.domain.Batch;
import health.countersign.domain.BatchCheck;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Consortium;
import health.countersign.domain.Digest;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.ChangeCommitted;
import health.countersign.domain.LaneOverlay;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.MalformedException;
import health.countersign.domain.SignatureVerifier;
import health.countersign.domain.Subject;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.TransactionVerdict;
import health.countersign.ledger.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lane from its genesis on, as the ledger has it, judged transaction by transaction. */
final class LaneTruth {
    private static final Logger LOG = LoggerFactory.getLogger(LaneTruth.class);

    private final Verifier verifier;
    private final LaneOverlay state;

    LaneTruth(Consortium consortium, int lane, SignatureVerifier signatures) {
        this.verifier = new Verifier(consortium, signatures);
        this.state = LaneOverlay.genesis(lane, consortium.lanes().get(lane));
    }

    /** Moves on by a transaction and says what there is to say: the batch first, then each change that stands. */
    List<Event> judged(Transaction tx, long height) {
        TransactionVerdict verdict = verifier.judge(tx, state);
        LedgerPosition position = new LedgerPosition(state.lane(), verdict.seq(), tx.id(), height);
        List<EndorsedChange> standing = verdict.changes().stream()
                .filter(BatchCheck.Verdict::stands)
                .map(BatchCheck.Verdict::change)
                .toList();
        if (!verdict.stands()) {
            LOG.atError()
                    .addKeyValue("lane", state.lane())
                    .addKeyValue("seq", verdict.seq())
                    .addKeyValue("transaction", tx.id())
                    .addKeyValue(
                            "fault",
                            verdict.fault().map(reason -> reason.code()).orElse("some of its changes"))
                    .log("the ledger holds what does not stand; somebody sealed it");
        }
        List<Event> events = new ArrayList<>();
        List<ChangeId> ids = standing.stream().map(EndorsedChange::id).toList();
        events.add(new BatchCommitted(position, Digest.ofBytes(tx.message(0)), ids));
        standing.forEach(change -> events.add(new ChangeCommitted(Subject.of(change.proposal()), position)));
        return events;
    }

    /** Moves on by a transaction that was judged before: these changes of it stand. */
    void recall(Transaction tx, List<ChangeId> standing) {
        Set<ChangeId> ids = new HashSet<>(standing);
        if (!ids.isEmpty()) {
            try {
                Batch.of(tx.metadata()).changes().stream()
                        .filter(change -> ids.contains(change.id()))
                        .forEach(change -> state.apply(change.proposal()));
            } catch (MalformedException notABatch) {
                throw new IllegalStateException("a batch that was judged is none", notABatch);
            }
        }
        state.advance(tx.id());
    }

    long seq() {
        return state.seq();
    }
}
