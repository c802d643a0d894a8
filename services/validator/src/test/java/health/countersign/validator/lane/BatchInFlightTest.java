package health.countersign.validator.lane;

import static health.countersign.validator.Members.BILLING;
import static health.countersign.validator.Members.CLINIC;
import static health.countersign.validator.Members.INSURER;
import static health.countersign.validator.Members.NORTH;
import static health.countersign.validator.Members.SOUTH;
import static health.countersign.validator.Members.touch;
import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Batch;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchObjected;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.Event.TransactionRefused;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.Objection;
import health.countersign.domain.Proposal;
import health.countersign.domain.Rejection;
import health.countersign.domain.Seal;
import health.countersign.domain.Section;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchInFlightTest {
    private final Lane lane = new Lane();

    @Test
    void enoughSealsAssembleOnceAndNothingIsDraftedBeforeTheLedgerSpoke() {
        Proposal keys = lane.opened();
        Proposal one = lane.submitMedical(List.of(touch(lane.card, "a", null)), List.of(keys.id()));
        lane.endorse(one);
        BatchDrafted drafted = lane.drafted();
        Proposal two = lane.submitMedical(List.of(touch(lane.card, "b", null)), List.of(keys.id()));
        lane.endorse(two);

        TransactionAssembled assembled = lane.assembled(drafted);
        lane.reopen();
        assertThat(lane.seal(drafted, BILLING, CLINIC).said()).isEmpty();
        assertThat(lane.maybeDrafted()).isEmpty();
        lane.commit(lane.members.batch(drafted), assembled.id(), drafted.batch().message());

        assertThat(lane.changes(lane.drafted())).containsExactly(two.id());
    }

    @Test
    void aSealThatDoesNotVerifyIsNotCounted() {
        lane.submit(lane.members.opening(lane.card, Lane.LATER));
        Proposal opening = lane.members.opening(lane.card, Lane.LATER);
        lane.submit(opening);
        lane.endorse(opening);
        BatchDrafted drafted = lane.drafted();

        Seal forged = new Seal(
                drafted.batch(),
                SOUTH,
                lane.members.seal(NORTH, drafted.batch()).signature());
        lane.hear(new BatchSealed(forged));
        lane.seal(drafted, NORTH, INSURER);

        assertThat(lane.misfits).containsExactly("seal-signature");
        assertThat(lane.said(TransactionAssembled.class)).isEmpty();
    }

    @Test
    void whatOnlyALosingBatchHeldGoesBackToWait() {
        Proposal keys = lane.opened();
        Proposal one = lane.submitMedical(List.of(touch(lane.card, "a", null)), List.of(keys.id()));
        Proposal two = lane.submitMedical(List.of(touch(lane.card, "b", null)), List.of(keys.id()));
        lane.endorse(one);
        lane.endorse(two);
        BatchDrafted drafted = lane.drafted();
        var batch = lane.members.batch(drafted);
        var other = new Batch(
                batch.consortium(),
                0,
                batch.seq(),
                batch.parent(),
                9,
                batch.changes().subList(1, 2),
                List.of());

        lane.commit(
                other,
                "ab".repeat(32),
                lane.members
                        .transactions()
                        .draft("ab".repeat(32), other)
                        .position()
                        .message());
        BatchDrafted next = lane.drafted();

        assertThat(lane.changes(next)).containsExactly(one.id());
        assertThat(lane.members.batch(next).parent()).isEqualTo("ab".repeat(32));
        assertThat(next.batch().seq()).isEqualTo(drafted.batch().seq() + 1);
    }

    @Test
    void objectionsThatMakeSealsImpossibleRejectWhatTheyNameAndTheRestGoesOn() {
        Proposal keys = lane.opened();
        Proposal one = lane.submitMedical(List.of(touch(lane.card, "a", null)), List.of(keys.id()));
        Proposal two = lane.submitMedical(List.of(touch(lane.card, "b", null)), List.of(keys.id()));
        lane.endorse(one);
        lane.endorse(two);
        BatchDrafted drafted = lane.drafted();
        List<Objection.Fault> faults = List.of(new Objection.Fault(Optional.of(one.id()), BatchCondition.CARD));

        lane.hear(new BatchObjected(lane.members.object(SOUTH, drafted.batch(), faults)));
        lane.hear(new BatchObjected(lane.members.object(CLINIC, drafted.batch(), faults)));
        assertThat(lane.maybeDrafted()).isEmpty();
        lane.hear(new BatchObjected(lane.members.object(INSURER, drafted.batch(), faults)));
        BatchDrafted next = lane.drafted();

        assertThat(lane.said(ProposalRejected.class))
                .containsExactly(new ProposalRejected(
                        Lane.subject(one),
                        new Rejection.Unsealable(
                                BatchCondition.CARD,
                                List.of(CLINIC, SOUTH, INSURER).stream()
                                        .sorted()
                                        .toList())));
        assertThat(next.batch().attempt()).isEqualTo(2);
        assertThat(lane.changes(next)).containsExactly(two.id());
    }

    @Test
    void refusalsAfterTheCommitStandInTheNextBatchOnce() {
        Proposal keys = lane.opened();
        lane.refuse(keys, CLINIC);
        lane.refuse(keys, CLINIC);
        Proposal one = lane.submitMedical(List.of(touch(lane.card, "a", null)), List.of(keys.id()));
        lane.endorse(one);
        BatchDrafted drafted = lane.drafted();
        lane.refuse(one, BILLING);

        assertThat(lane.members.batch(drafted).late()).containsExactly(lane.members.refuse(CLINIC, keys));
        lane.commit(drafted);
        Proposal two = lane.submitMedical(List.of(touch(lane.card, "b", null)), List.of(keys.id()));
        lane.endorse(two);

        assertThat(lane.members.batch(lane.drafted()).late()).containsExactly(lane.members.refuse(BILLING, one));
    }

    @Test
    void aSealThatTheLedgerRefusesIsLeftOutAndTheOthersAreEnough() {
        Proposal opening = lane.submit(lane.members.opening(lane.card, Lane.LATER));
        lane.endorse(opening);
        BatchDrafted drafted = lane.drafted();
        TransactionAssembled first = lane.assembled(drafted);
        lane.seal(drafted, BILLING);

        lane.hear(new TransactionRefused(drafted.batch(), first.id(), "InvalidSignature"));

        List<TransactionAssembled> all = lane.said(TransactionAssembled.class);
        assertThat(all).hasSize(2);
        assertThat(all.get(1).id()).isNotEqualTo(first.id());
        assertThat(lane.maybeDrafted()).isEmpty();
    }

    @Test
    void aSealThatTheLedgerRefusedIsNotTakenAgain() {
        Proposal opening = lane.submit(lane.members.opening(lane.card, Lane.LATER));
        lane.endorse(opening);
        BatchDrafted drafted = lane.drafted();
        TransactionAssembled first = lane.assembled(drafted);
        lane.hear(new TransactionRefused(drafted.batch(), first.id(), "InvalidSignature"));

        lane.seal(drafted, NORTH);

        assertThat(lane.said(TransactionAssembled.class)).containsExactly(first);
        assertThat(lane.seal(drafted, BILLING).said()).hasOnlyElementsOfType(TransactionAssembled.class);
    }

    @Test
    void aCommitOfAChangeNobodyProposedYetIsLearntWhenTheProposalComes() {
        lane.opened();
        Proposal unheard = lane.members.proposal(
                NORTH, lane.card, Section.MEDICAL, List.of(touch(lane.card, "z", null)), List.of(), Lane.LATER);
        lane.hear(new BatchCommitted(
                new LedgerPosition(0, 2, "cd".repeat(32), 2), unheard.header().commitment(), List.of(unheard.id())));
        lane.submit(unheard);

        Proposal late = lane.submitMedical(List.of(touch(lane.card, "z", null)), List.of());

        assertThat(lane.said(ProposalRejected.class))
                .containsExactly(new ProposalRejected(Lane.subject(late), new Rejection.Stale(unheard.id())));
    }
}
