package health.countersign.validator.lane;

import health.countersign.domain.BatchCheck;
import health.countersign.domain.Consortium;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.BatchObjected;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Event.Ticked;
import health.countersign.domain.Event.TransactionRefused;
import health.countersign.domain.LaneState;
import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.LaneTransactions;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that the validator knows of one lane, and what it says to each event. What it says and remembers is a
 * function of its table and the event alone. Not for several threads.
 */
public final class LaneBook {
    /** What the parts of the book share. */
    record Parts(
            BatchCheck check,
            Changes changes,
            Waiting waiting,
            CommittedLane ledger,
            Conclusions conclusions,
            LateRefusals late,
            Flight flight) {}

    private final Parts parts;
    private final Intake intake;
    private final Drafting drafting;
    private final Sealing sealing;

    /** Opens the book of a lane with whatever its table remembers. */
    public LaneBook(Consortium consortium, int lane, SignatureVerifier verifier, Table table) {
        ConsortiumDocument document = consortium.document();
        String laneId = consortium.lanes().get(lane);
        LaneTransactions transactions = new LaneTransactions(document);
        Changes changes = new Changes(table);
        Waiting waiting = new Waiting(table);
        CommittedLane ledger = new CommittedLane(table, changes, lane, laneId);
        parts = new Parts(
                new BatchCheck(document, verifier),
                changes,
                waiting,
                ledger,
                new Conclusions(changes, waiting, ledger),
                new LateRefusals(table),
                new Flight(table, transactions, laneId));
        intake = new Intake(parts, document, verifier, table);
        drafting = new Drafting(parts, document, transactions, laneId);
        sealing = new Sealing(parts, document, verifier, transactions);
    }

    /**
     * Hears an event. Those that the validator says itself, and that others only pass on, change nothing.
     *
     * @param moment where and when the log holds it; its order counts for answers only
     */
    public Reaction hear(Event event, Moment moment) {
        Reaction reaction = new Reaction();
        if (event instanceof ProposalSubmitted submitted) {
            intake.proposed(submitted, moment.time(), reaction);
        } else if (event instanceof ApprovalGiven given) {
            intake.answered(given.approval(), moment, reaction);
        } else if (event instanceof ApprovalRefused refused) {
            intake.answered(refused.refusal(), moment, reaction);
        } else if (event instanceof Ticked) {
            intake.passed(moment.time(), reaction);
        } else if (event instanceof BatchSealed sealed) {
            sealing.sealed(sealed.seal(), reaction);
        } else if (event instanceof BatchObjected objected) {
            sealing.objected(objected.objection(), reaction);
        } else if (event instanceof BatchCommitted committed) {
            sealing.committed(committed, reaction);
        } else if (event instanceof TransactionRefused refused) {
            sealing.refused(refused, reaction);
        }
        return reaction;
    }

    /** Drafts the next batch if nothing is in flight and something can go. */
    public Reaction draft() {
        Reaction reaction = new Reaction();
        if (mayDraft()) {
            drafting.draft(reaction).ifPresent(next -> {
                parts.flight().begin(next);
                reaction.say(next.event());
            });
        }
        return reaction;
    }

    /** Whether the lane is idle and something waits. */
    public boolean mayDraft() {
        return parts.flight().current().isEmpty() && parts.waiting().endorsed() > 0;
    }

    /** How often drafts for the next place failed without a change to blame: a reason to wait longer each time. */
    public int setbacks() {
        return parts.flight().setbacks(parts.ledger().seq() + 1);
    }

    /** How many endorsed changes wait for their commit. */
    public int waiting() {
        return parts.waiting().endorsed();
    }

    /** The earliest deadline of a proposal that has no quorum. */
    public Optional<Instant> nextDeadline() {
        return parts.waiting().nextDeadline();
    }

    /** The log's own time. */
    public Instant now() {
        return intake.now();
    }

    /** What the ledger says of the lane. */
    public LaneState ledger() {
        return parts.ledger();
    }
}
