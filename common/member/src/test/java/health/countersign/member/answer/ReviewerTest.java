package health.countersign.member.answer;

import static health.countersign.member.Village.change;
import static health.countersign.member.Village.entry;
import static health.countersign.member.Village.observation;
import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Answer;
import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.Basis;
import health.countersign.domain.CardId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.Parties;
import health.countersign.domain.Proposal;
import health.countersign.domain.Rejection;
import health.countersign.domain.Section;
import health.countersign.domain.Subject;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.member.Village;
import health.countersign.member.Village.House;
import health.countersign.member.store.ProposalState;
import health.countersign.member.store.Proposals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewerTest {
    @TempDir
    Path directory;

    private Village village;
    private House author;
    private CardId card;

    @BeforeEach
    void openCard() throws Exception {
        village = village();
        author = village.house("hospital-a");
        card = village.openCard();
    }

    /** Where the proposals go. */
    Village village() throws Exception {
        return new Village(directory);
    }

    @AfterEach
    void close() {
        village.close();
    }

    @Test
    void readersApproveTheContentAndOthersTheHeader() {
        Map<String, Answer> answers = village.deliver(author.sign(change(card, observation("o1", "final"))));

        assertThat(basis(answers.get("clinic"))).isEqualTo(Basis.CONTENT);
        assertThat(basis(answers.get("hospital-b"))).isEqualTo(Basis.CONTENT);
        assertThat(basis(answers.get("insurer"))).isEqualTo(Basis.HEADER);
        assertThat(basis(answers.get("billing-office"))).isEqualTo(Basis.HEADER);
    }

    @Test
    void anAuthorDoesNotAnswerItself() {
        assertThat(village.deliver(author.sign(change(card, observation("o1", "final")))))
                .doesNotContainKey("hospital-a");
    }

    @Test
    void everyAnswerIsOneThatABatchWouldCount() {
        ProposalSubmitted submitted = author.sign(change(card, observation("o1", "final")));

        assertThat(village.deliver(submitted).values())
                .allSatisfy(answer -> assertThat(author.self()
                                .check()
                                .valid(answer, submitted.proposal().header()))
                        .isTrue());
    }

    @Test
    void aReplayedProposalChangesNothingAndGetsTheSameAnswer() {
        ProposalSubmitted submitted = author.sign(change(card, observation("o1", "final")));
        Map<String, Answer> first = village.deliver(submitted);

        assertThat(village.deliver(submitted)).isEqualTo(first);
    }

    @Test
    void aReplayedProposalThatIsCommittedIsNotAnswered() {
        ProposalSubmitted submitted = author.sign(change(card, observation("o1", "final")));
        village.deliver(submitted);
        village.commit(submitted);

        assertThat(village.deliver(submitted)).isEmpty();
    }

    @Test
    void changesAreChainedWithoutWaitingForTheLedger() {
        ProposalSubmitted first = author.sign(change(card, observation("o1", "preliminary")));
        ProposalSubmitted second = author.sign(change(card, observation("o1", "final")));
        village.deliver(first);

        assertThat(village.deliver(second).values()).hasSize(4).allMatch(Approval.class::isInstance);
        assertThat(second.proposal().header().needs()).contains(first.proposal().id());
    }

    @Test
    void whatOnlyItsAuthorSeesCommittedIsApprovedByThoseWhoseLedgerIsBehind() {
        ProposalSubmitted first = author.sign(change(card, observation("o1", "preliminary")));
        village.deliver(first);
        village.commit(first, Set.of("hospital-a"));

        ProposalSubmitted second = author.sign(change(card, observation("o2", "final")));
        ProposalSubmitted correction = author.sign(change(card, observation("o1", "final")));

        assertThat(village.deliver(second).values()).hasSize(4).allMatch(Approval.class::isInstance);
        assertThat(village.deliver(correction).values()).hasSize(4).allMatch(Approval.class::isInstance);
    }

    @Test
    void whatWasRejectedAndIsProposedAgainIsApprovedByThoseWhoDoNotKnowOfTheRejectionYet() {
        ProposalSubmitted brought = author.sign(change(card, observation("o0", "final")));
        village.deliver(brought);
        village.commit(brought);
        ProposalSubmitted first = author.sign(change(card, observation("o1", "final")));
        village.deliver(first);
        author.write(session -> {
            new Proposals(session)
                    .ended(new Event.ProposalRejected(
                            Subject.of(first.proposal()),
                            new Rejection.Stale(brought.proposal().id())));
            return null;
        });

        ProposalSubmitted again = author.sign(change(card, observation("o1", "final")));

        assertThat(again.proposal().header().needs())
                .doesNotContain(first.proposal().id());
        assertThat(village.deliver(again).values()).hasSize(4).allMatch(Approval.class::isInstance);
    }

    @Test
    void aRequirementThatTheLogDoesNotShowBeforeIsRefused() {
        ProposalSubmitted first = author.sign(change(card, observation("o1", "preliminary")));
        ProposalSubmitted second = author.sign(change(card, observation("o1", "final")));

        assertThat(codes(village.house("clinic").take(second))).contains("unknown-requirement");
        assertThat(first).isNotNull();
    }

    @Test
    void aStaleBaseIsRefused() {
        ProposalSubmitted first = author.sign(change(card, observation("o1", "preliminary")));
        village.deliver(first);
        village.commit(first);
        ProposalSubmitted stale = resigned(
                author.sign(change(card, observation("o1", "final"))),
                header -> touches(
                        header,
                        header.touches().stream()
                                .map(touch -> new Touch(touch.key(), Optional.empty()))
                                .toList()));

        assertThat(codes(village.house("insurer").take(stale))).contains("stale-base");
    }

    @Test
    void aChangeThatTouchesLessThanItSaysIsRefusedByReadersOnly() {
        ProposalSubmitted other = resigned(author.sign(change(card, observation("o1", "final"))), header -> {
            List<Touch> touches = new ArrayList<>(header.touches());
            touches.add(new Touch(new TouchKey("0".repeat(32)), Optional.empty()));
            touches.sort(Comparator.comparing(Touch::key));
            return touches(header, touches);
        });
        Map<String, Answer> answers = village.deliver(other);

        // The header is bound to the ciphertext, so a reader cannot even decrypt it.
        assertThat(codes(Optional.of(answers.get("clinic")))).contains("content-unreadable");
        assertThat(answers.get("insurer")).isInstanceOf(Approval.class);
    }

    @Test
    void aSecondPatientOnTheCardIsRefusedByTheRules() {
        ProposalSubmitted second =
                village.house("hospital-b").sign(change(card, entry("Patient", "p2", "\"birthDate\":\"1990\"")));

        assertThat(codes(village.house("clinic").take(second))).contains("patient-second");
    }

    @Test
    void whoMayNotWriteASectionIsRefused() {
        ProposalSubmitted forged = resigned(
                author.sign(change(card, observation("o1", "final"))),
                header -> new Header(
                        header.consortium(),
                        header.card(),
                        Section.BILLING,
                        header.author(),
                        header.parties(),
                        header.touches(),
                        header.requires(),
                        header.commitment(),
                        header.content(),
                        author.self()
                                .document()
                                .terms(Section.BILLING)
                                .orElseThrow()
                                .policy()
                                .text(),
                        header.deadline(),
                        header.nonce()));

        assertThat(codes(village.house("insurer").take(forged))).contains("author-not-entitled");
    }

    @Test
    void otherPartiesThanTheCardsAreRefused() {
        ProposalSubmitted other = resigned(
                author.sign(change(card, observation("o1", "final"))),
                header -> new Header(
                        header.consortium(),
                        header.card(),
                        header.section(),
                        header.author(),
                        Parties.of(author.self().document().organizations().stream()
                                .map(organization -> organization.id())
                                .toList()),
                        header.touches(),
                        header.requires(),
                        header.commitment(),
                        header.content(),
                        header.policy(),
                        header.deadline(),
                        header.nonce()));

        assertThat(codes(village.house("insurer").take(other))).contains("parties-differ");
    }

    @Test
    void twoStartsOfASectionStandSideBySideUntilOneIsCommitted() {
        ProposalSubmitted one = author.sign(change(card, observation("o1", "final")));
        ProposalSubmitted two = village.house("hospital-b").sign(change(card, observation("o2", "final")));
        village.deliver(one);

        assertThat(village.house("clinic").take(two)).get().isInstanceOf(Approval.class);
        village.commit(one);
        Optional<ProposalState> state = village.house("insurer")
                .write(session -> new Proposals(session).state(one.proposal().id()));
        assertThat(state).contains(ProposalState.COMMITTED);
        assertThat(codes(village.house("insurer").take(two))).contains("stale-base");
    }

    private ProposalSubmitted resigned(
            ProposalSubmitted submitted, java.util.function.UnaryOperator<Header> alteration) {
        Header header = alteration.apply(submitted.proposal().header());
        Proposal proposal = new Proposal(header, author.self().keys().approval().sign(Proposal.signedBytes(header)));
        return new ProposalSubmitted(proposal, submitted.ciphertext(), submitted.wraps());
    }

    private static Header touches(Header header, List<Touch> touches) {
        return new Header(
                header.consortium(),
                header.card(),
                header.section(),
                header.author(),
                header.parties(),
                touches,
                header.requires(),
                header.commitment(),
                header.content(),
                header.policy(),
                header.deadline(),
                header.nonce());
    }

    private static Basis basis(Answer answer) {
        return ((Approval) answer).basis();
    }

    private static List<String> codes(Optional<Answer> answer) {
        return ((Refusal) answer.orElseThrow())
                .reasons().stream().map(Finding::code).toList();
    }
}
