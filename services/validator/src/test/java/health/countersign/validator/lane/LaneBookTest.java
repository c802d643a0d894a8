package health.countersign.validator.lane;

import static health.countersign.validator.Members.BILLING;
import static health.countersign.validator.Members.CLINIC;
import static health.countersign.validator.Members.INSURER;
import static health.countersign.validator.Members.NORTH;
import static health.countersign.validator.Members.SOUTH;
import static health.countersign.validator.Members.touch;
import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Event.Ticked;
import health.countersign.domain.Proposal;
import health.countersign.domain.Rejection;
import health.countersign.domain.Section;
import health.countersign.validator.Members;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneBookTest {
    private final Lane lane = new Lane();

    @Test
    void aQuorumEndorsesAndABatchCarriesEveryAnswer() {
        Proposal opening = lane.submit(lane.members.opening(lane.card, Lane.LATER));
        lane.approve(opening, SOUTH);
        assertThat(lane.said).isEmpty();

        lane.approve(opening, INSURER);
        lane.refuse(opening, BILLING);
        BatchDrafted drafted = lane.drafted();

        assertThat(lane.said(ProposalEndorsed.class))
                .containsExactly(new ProposalEndorsed(
                        Lane.subject(opening),
                        List.of(SOUTH, INSURER).stream().sorted().toList()));
        assertThat(lane.members.batch(drafted).changes().get(0).approvals()).hasSize(2);
        assertThat(lane.members.batch(drafted).changes().get(0).refusals()).hasSize(1);
    }

    @Test
    void answersThatComeBeforeTheirProposalAreKept() {
        Proposal opening = lane.members.opening(lane.card, Lane.LATER);
        lane.endorse(opening);

        lane.reopen();
        lane.submit(opening);

        assertThat(lane.said(ProposalEndorsed.class)).hasSize(1);
        assertThat(lane.book.waiting()).isOne();
    }

    @Test
    void refusalsThatBreakTheQuorumAreFinal() {
        Proposal opening = lane.submit(lane.members.opening(lane.card, Lane.LATER));

        lane.refuse(opening, SOUTH, CLINIC);
        lane.endorse(opening);

        assertThat(lane.said)
                .containsExactly(
                        new ProposalRejected(Lane.subject(opening), new Rejection.Refused(List.of(CLINIC, SOUTH))));
    }

    @Test
    void anAnswerAfterTheDeadlineDoesNotCountAndATickNoticesTheEnd() {
        Proposal opening = lane.submit(lane.members.opening(lane.card, Lane.START.plusSeconds(10)));
        lane.approve(opening, SOUTH);

        lane.hear(new Ticked(0), new Moment(Lane.START.plusSeconds(10), 50));
        assertThat(lane.said).isEmpty();
        lane.hear(new Ticked(0), new Moment(Lane.START.plusSeconds(11), 51));
        lane.hear(
                new ApprovalGiven(lane.members.approve(INSURER, opening)), new Moment(Lane.START.plusSeconds(12), 52));

        assertThat(lane.said).containsExactly(new ProposalExpired(Lane.subject(opening), Lane.START.plusSeconds(10)));
    }

    @Test
    void aChangeThatWaitsForItsRequirementGoesIntoTheSameBatchAfterIt() {
        Proposal opening = lane.submit(lane.members.opening(lane.card, Lane.LATER));
        Proposal keys = lane.submitMedical(List.of(touch(lane.card, "keys|medical", null)), List.of(opening.id()));
        Proposal entry = lane.submitMedical(List.of(touch(lane.card, "Observation/1", null)), List.of(keys.id()));
        lane.endorse(entry);
        lane.endorse(keys);
        assertThat(lane.maybeDrafted()).isEmpty();

        lane.endorse(opening);

        assertThat(lane.changes(lane.drafted())).containsExactly(opening.id(), keys.id(), entry.id());
    }

    @Test
    void theFirstCompleteQuorumWinsAndTheOtherIsStaleOnceTheWinnerCommits() {
        lane.opened();
        Proposal one = lane.submitMedical(List.of(touch(lane.card, "paid|1", null)), List.of());
        Proposal two = lane.submitMedical(List.of(touch(lane.card, "paid|1", null)), List.of());
        lane.approve(one, SOUTH);
        lane.endorse(two);
        lane.approve(one, INSURER);

        BatchDrafted drafted = lane.drafted();
        assertThat(lane.changes(drafted)).containsExactly(two.id());
        lane.commit(drafted);

        assertThat(lane.said(ProposalRejected.class))
                .containsExactly(new ProposalRejected(Lane.subject(one), new Rejection.Stale(two.id())));
        assertThat(lane.maybeDrafted()).isEmpty();
    }

    @Test
    void theParkedChangeGoesOnWhenTheWinnerFails() {
        lane.opened();
        Proposal requirement = lane.submitMedical(List.of(touch(lane.card, "Encounter/1", null)), List.of());
        Proposal one = lane.submitMedical(List.of(touch(lane.card, "paid|1", null)), List.of(requirement.id()));
        Proposal two = lane.submitMedical(List.of(touch(lane.card, "paid|1", null)), List.of());
        lane.endorse(one);
        lane.endorse(two);
        assertThat(lane.maybeDrafted()).isEmpty();

        lane.refuse(requirement, SOUTH, CLINIC);

        assertThat(lane.said(ProposalRejected.class))
                .extracting(ProposalRejected::rejection)
                .containsExactly(
                        new Rejection.Refused(List.of(CLINIC, SOUTH)),
                        new Rejection.RequirementRejected(requirement.id()));
        assertThat(lane.changes(lane.drafted())).containsExactly(two.id());
    }

    @Test
    void aProposalOnAnOldBaseIsStaleAtOnce() {
        Proposal keys = lane.opened();

        Proposal late = lane.submitMedical(List.of(touch(lane.card, "keys|medical", null)), List.of());

        assertThat(lane.said(ProposalRejected.class))
                .containsExactly(new ProposalRejected(Lane.subject(late), new Rejection.Stale(keys.id())));
    }

    @Test
    void aForgedProposalNeverDecidesTheHonestOne() {
        Proposal honest = lane.members.opening(lane.card, Lane.LATER);
        Proposal forged = new Proposal(
                honest.header(), lane.members.approve(SOUTH, honest).signature());

        lane.submit(forged);
        lane.submit(honest);
        lane.submit(forged);
        lane.endorse(honest);

        assertThat(lane.misfits).containsExactly("author-signature", "author-signature");
        assertThat(lane.said(ProposalEndorsed.class)).hasSize(1);
    }

    @Test
    void aProposalUnderAnotherPolicyIsRejectedByItsOwnHeader() {
        Proposal wrong = lane.members.proposal(
                BILLING, lane.card, Section.MEDICAL, List.of(touch(lane.card, "x", null)), List.of(), Lane.LATER);

        lane.submit(wrong);

        assertThat(lane.said)
                .containsExactly(new ProposalRejected(
                        Lane.subject(wrong), new Rejection.Unsealable(BatchCondition.AUTHOR, List.of())));
    }

    @Test
    void forgedAnswersAndSecondThoughtsCountForNothing() {
        Proposal opening = lane.submit(lane.members.opening(lane.card, Lane.LATER));
        var approval = lane.members.approve(SOUTH, opening);

        lane.answer(new Approval(opening.id(), INSURER, approval.basis(), List.of(), approval.signature()));
        lane.answer(approval);
        lane.answer(approval);
        lane.answer(lane.members.refuse(SOUTH, opening));
        lane.answer(lane.members.approve(NORTH, opening));

        assertThat(lane.misfits).containsExactly("answer-signature", "equivocation", "answer-not-entitled");
        assertThat(lane.said).isEmpty();
    }

    @Test
    void aCardOfAnotherLaneIsAMisfit() {
        var two = new Members(2);
        CardId card = new CardId("00000000-0000-4000-8000-000000000001");
        int wrong = 1 - card.lane(2);
        LaneBook book = new LaneBook(two.consortium(), wrong, Members.ED25519, new MemoryTable());

        Reaction reaction = book.hear(
                new ProposalSubmitted(two.opening(card, Lane.LATER), Bytes.of(new byte[1]), List.of()),
                new Moment(Lane.START, 1));

        assertThat(reaction.misfits()).containsExactly("wrong-lane");
    }
}
