package health.countersign.domain;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Everything that happens to a change, in the order of its story.
 * {@link EventTree} gives each its form on the wire.
 */
public sealed interface Event {
    /** The lane that it says it is of, from 0; empty where only the card tells. */
    default OptionalInt statedLane() {
        if (this instanceof TimeAsked asked) {
            return OptionalInt.of(asked.lane());
        } else if (this instanceof Ticked ticked) {
            return OptionalInt.of(ticked.lane());
        } else if (this instanceof BatchDrafted drafted) {
            return OptionalInt.of(drafted.batch().lane());
        } else if (this instanceof BatchSealed sealed) {
            return OptionalInt.of(sealed.seal().batch().lane());
        } else if (this instanceof BatchObjected objected) {
            return OptionalInt.of(objected.objection().batch().lane());
        } else if (this instanceof TransactionAssembled assembled) {
            return OptionalInt.of(assembled.batch().lane());
        } else if (this instanceof TransactionRefused refused) {
            return OptionalInt.of(refused.batch().lane());
        } else if (this instanceof BatchCommitted committed) {
            return OptionalInt.of(committed.position().lane());
        } else if (this instanceof ChangeCommitted committed) {
            return OptionalInt.of(committed.position().lane());
        }
        return OptionalInt.empty();
    }

    /** An organization proposes a change. Content travels encrypted; wraps give readers the keys of a new section. */
    record ProposalSubmitted(Proposal proposal, Bytes ciphertext, List<Wrap> wraps) implements Event {
        public ProposalSubmitted {
            wraps = List.copyOf(wraps);
        }
    }

    /** An organization approved a change. */
    record ApprovalGiven(Approval approval) implements Event {}

    /** An organization refused a change. */
    record ApprovalRefused(Refusal refusal) implements Event {}

    /**
     * The validator asks for the time of a lane where nobody answers and a deadline may have passed. It says nothing
     * among the answers itself: any member does, by {@link Ticked}.
     */
    record TimeAsked(int lane) implements Event {}

    /** Time passed in an idle lane, so that deadlines of waiting proposals are noticed. */
    record Ticked(int lane) implements Event {}

    /** The quorum of a change is complete; it still has to be sealed and committed. */
    record ProposalEndorsed(Subject subject, List<OrganizationId> approving) implements Event {
        public ProposalEndorsed {
            approving = List.copyOf(approving);
        }
    }

    /**
     * The next transaction of a lane is drafted.
     *
     * @param transaction canonical JSON of the ledger transaction without fulfilments and id
     */
    record BatchDrafted(BatchPosition batch, String transaction) implements Event {}

    /** An organization sealed a batch. */
    record BatchSealed(Seal seal) implements Event {}

    /** An organization cannot seal a batch, and says why. */
    record BatchObjected(Objection objection) implements Event {}

    /**
     * Enough seals are there; these are the final bytes, written ahead of sending them.
     *
     * @param id of the transaction, 64 lower-case hex digits
     * @param transaction canonical JSON of the ledger transaction with its fulfilments
     */
    record TransactionAssembled(BatchPosition batch, String id, String transaction) implements Event {}

    /**
     * The ledger refused an assembled transaction for good. It holds nothing new; other bytes are needed.
     *
     * @param id of the refused transaction, 64 lower-case hex digits
     * @param fault the ledger's class of error, such as {@code InvalidSignature}
     */
    record TransactionRefused(BatchPosition batch, String id, String fault) implements Event {}

    /** A lane's head moved: the ledger holds this transaction, with these changes that stand. */
    record BatchCommitted(LedgerPosition position, Digest message, List<ChangeId> changes) implements Event {
        public BatchCommitted {
            changes = List.copyOf(changes);
        }
    }

    /** A change is on the ledger. */
    record ChangeCommitted(Subject subject, LedgerPosition position) implements Event {}

    /** A proposal will never be committed. */
    record ProposalRejected(Subject subject, Rejection rejection) implements Event {}

    /** The deadline of a proposal passed before its quorum was complete. */
    record ProposalExpired(Subject subject, Instant deadline) implements Event {}
}
