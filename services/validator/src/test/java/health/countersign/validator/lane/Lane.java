package health.countersign.validator.lane;

import health.countersign.domain.Answer;
import health.countersign.domain.Batch;
import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Digest;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.domain.Subject;
import health.countersign.domain.Touch;
import health.countersign.validator.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A lane's book with members who speak to it; time passes by a second with each answer. */
final class Lane {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant LATER = START.plusSeconds(100_000);

    final Members members = new Members(1);
    final MemoryTable table = new MemoryTable();
    final List<Event> said = new ArrayList<>();
    final List<String> misfits = new ArrayList<>();
    final CardId card = new CardId("00000000-0000-4000-8000-000000000001");
    LaneBook book = open();
    private long order;

    private LaneBook open() {
        return new LaneBook(members.consortium(), 0, Members.ED25519, table);
    }

    /** As after a crash: everything but the table is gone. */
    void reopen() {
        book = open();
    }

    Moment next() {
        order++;
        return new Moment(START.plusSeconds(order), order);
    }

    Reaction hear(Event event) {
        return hear(event, next());
    }

    Reaction hear(Event event, Moment moment) {
        Reaction reaction = book.hear(event, moment);
        said.addAll(reaction.said());
        misfits.addAll(reaction.misfits());
        return reaction;
    }

    Proposal submit(Proposal proposal) {
        hear(new ProposalSubmitted(proposal, Bytes.of(new byte[] {1}), List.of()));
        return proposal;
    }

    Proposal submitMedical(List<Touch> touches, List<ChangeId> requires) {
        return submit(members.proposal(Members.NORTH, card, Section.MEDICAL, touches, requires, LATER));
    }

    void approve(Proposal proposal, OrganizationId... by) {
        for (OrganizationId each : by) {
            answer(members.approve(each, proposal));
        }
    }

    void endorse(Proposal proposal) {
        approve(proposal, Members.SOUTH, Members.INSURER);
    }

    void refuse(Proposal proposal, OrganizationId... by) {
        for (OrganizationId each : by) {
            answer(members.refuse(each, proposal));
        }
    }

    Reaction answer(Answer answer) {
        return hear(answer.fold(ApprovalGiven::new, ApprovalRefused::new));
    }

    /** The card and its medical section are open, and on the ledger. */
    Proposal opened() {
        Proposal opening = submit(members.opening(card, LATER));
        endorse(opening);
        Proposal keys = submitMedical(List.of(Members.touch(card, "keys|medical", null)), List.of(opening.id()));
        endorse(keys);
        commit(drafted());
        return keys;
    }

    BatchDrafted drafted() {
        return maybeDrafted().orElseThrow();
    }

    Optional<BatchDrafted> maybeDrafted() {
        Reaction reaction = book.draft();
        said.addAll(reaction.said());
        return reaction.said().stream()
                .filter(BatchDrafted.class::isInstance)
                .map(BatchDrafted.class::cast)
                .findFirst();
    }

    List<ChangeId> changes(BatchDrafted drafted) {
        return members.batch(drafted).changes().stream().map(EndorsedChange::id).toList();
    }

    Reaction seal(BatchDrafted drafted, OrganizationId... by) {
        Reaction last = new Reaction();
        for (OrganizationId each : by) {
            last = hear(new BatchSealed(members.seal(each, drafted.batch())));
        }
        return last;
    }

    TransactionAssembled assembled(BatchDrafted drafted) {
        seal(drafted, Members.NORTH, Members.SOUTH);
        return (TransactionAssembled) seal(drafted, Members.INSURER).said().get(0);
    }

    Reaction commit(BatchDrafted drafted) {
        TransactionAssembled assembled = assembled(drafted);
        return commit(members.batch(drafted), assembled.id(), drafted.batch().message());
    }

    Reaction commit(Batch batch, String id, Digest message) {
        LedgerPosition position = new LedgerPosition(0, batch.seq(), id, batch.seq());
        return hear(new BatchCommitted(
                position,
                message,
                batch.changes().stream().map(EndorsedChange::id).toList()));
    }

    <E extends Event> List<E> said(Class<E> kind) {
        return said.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Subject subject(Proposal proposal) {
        return Subject.of(proposal);
    }
}
