package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.BatchCheck.Verdict;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sealing's pure function, one broken condition at a time, with real signatures. */
class BatchCheckTest {
    private static final String GENESIS = "aa".repeat(32);
    private static final TouchKey OBSERVATION = new TouchKey("0b".repeat(16));

    private final Laptop laptop = new Laptop();
    private final CardId card = CardId.random();
    private final int lane = card.lane(4);
    private final LaneOverlay state = LaneOverlay.genesis(lane, GENESIS);
    private final BatchCheck check = new BatchCheck(laptop.document, Laptop::verifies);
    private final EndorsedChange opening = endorsed(
            header(Section.IDENTITY, Laptop.HOSPITAL_A, touch(TouchKey.CARD), touch(TouchKey.keys(Section.IDENTITY))));

    @Test
    void aCardIsOpenedThenASectionStartedThenAnEntryWrittenAllInOneBatch() {
        EndorsedChange start = endorsed(start());
        EndorsedChange entry = endorsed(entry(Laptop.HOSPITAL_B, Optional.empty()));

        assertThat(check.objections(batch(opening, start, entry), state)).isEmpty();
    }

    @Test
    void aBatchThatDoesNotContinueTheLaneIsObjectedTo() {
        Batch good = batch(opening);
        assertThat(conditions(new Batch(good.consortium(), lane, 2, GENESIS, 1, good.changes(), List.of())))
                .containsExactly(BatchCondition.SEQUENCE);
        assertThat(conditions(new Batch(good.consortium(), lane, 1, "bb".repeat(32), 1, good.changes(), List.of())))
                .containsExactly(BatchCondition.PARENT);
        assertThat(conditions(new Batch(good.consortium(), lane, 1, GENESIS, 1, List.of(), List.of())))
                .containsExactly(BatchCondition.LIMITS);
        assertThat(conditions(
                        new Batch(new ConsortiumVersion("laptop", 2), lane, 1, GENESIS, 1, good.changes(), List.of())))
                .containsExactly(BatchCondition.CONSORTIUM);
    }

    @Test
    void aChangeWithoutItsQuorumIsNamed() {
        EndorsedChange bare =
                new EndorsedChange(opening.proposal(), opening.approvals().subList(0, 1), List.of());

        assertThat(check.objections(batch(bare), state))
                .containsExactly(new Objection.Fault(Optional.of(opening.id()), BatchCondition.QUORUM));
    }

    @Test
    void aForgedApprovalIsNamed() {
        KeyPair mallory = Laptop.generate();
        EndorsedChange forged = with(
                opening,
                approval -> new Approval(
                        approval.change(),
                        approval.organization(),
                        approval.basis(),
                        approval.remarks(),
                        Laptop.sign(mallory, approval.signedBytes(laptop.document.version()))));

        assertThat(conditions(batch(forged))).containsExactly(BatchCondition.ANSWERS);
    }

    @Test
    void anApprovalThatStandsTwiceOrFromTheAuthorIsNamed() {
        List<Approval> twice = new ArrayList<>(opening.approvals());
        twice.add(twice.get(0));
        List<Approval> own = new ArrayList<>(opening.approvals());
        own.add(approval(opening.proposal(), Laptop.HOSPITAL_A, Basis.CONTENT));

        assertThat(conditions(batch(new EndorsedChange(opening.proposal(), twice, List.of()))))
                .containsExactly(BatchCondition.ANSWERS);
        assertThat(conditions(batch(new EndorsedChange(opening.proposal(), own, List.of()))))
                .containsExactly(BatchCondition.ANSWERS);
    }

    @Test
    void aReaderNeverApprovesByTheHeaderAlone() {
        EndorsedChange unread =
                with(opening, approval -> approval(opening.proposal(), approval.organization(), Basis.HEADER));

        assertThat(conditions(batch(unread))).containsExactly(BatchCondition.ANSWERS);
    }

    @Test
    void anApprovalOfAnotherChangeDoesNotCount() {
        EndorsedChange other = endorsed(header(
                Section.IDENTITY, Laptop.HOSPITAL_A, touch(TouchKey.CARD), touch(TouchKey.keys(Section.IDENTITY))));
        EndorsedChange swapped = with(
                opening,
                approval -> new Approval(
                        opening.id(),
                        approval.organization(),
                        approval.basis(),
                        approval.remarks(),
                        other.approvals().stream()
                                .filter(each -> each.organization().equals(approval.organization()))
                                .findFirst()
                                .orElseThrow()
                                .signature()));

        assertThat(conditions(batch(swapped))).containsExactly(BatchCondition.ANSWERS);
    }

    @Test
    void aStaleBaseIsNamedAndTakesAlongWhatNeedsIt() {
        EndorsedChange start = endorsed(start());
        EndorsedChange first = endorsed(entry(Laptop.HOSPITAL_A, Optional.empty()));
        EndorsedChange stale = endorsed(entry(Laptop.HOSPITAL_B, Optional.empty()));
        EndorsedChange follower = endorsed(entry(Laptop.CLINIC, Optional.of(stale.id())));

        List<Verdict> verdicts = check.judge(batch(opening, start, first, stale, follower), new LaneOverlay(state));

        assertThat(verdicts.stream().map(Verdict::fault))
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(BatchCondition.BASES),
                        Optional.of(BatchCondition.BASES));
    }

    @Test
    void aChangeIsCommittedOnce() {
        state.apply(opening.proposal());

        assertThat(conditions(batch(opening))).containsExactly(BatchCondition.REPEATED);
    }

    @Test
    void whatIsRequiredStandsBefore() {
        EndorsedChange start = endorsed(start());
        Header requiring = with(entry(Laptop.HOSPITAL_A, Optional.empty()), List.of(new ChangeId("cd".repeat(32))));

        assertThat(conditions(batch(opening, start, endorsed(requiring)))).containsExactly(BatchCondition.REQUIREMENTS);
    }

    @Test
    void nothingIsWrittenToACardThatIsNotOpenOrASectionWithoutKeys() {
        assertThat(conditions(batch(endorsed(start())))).containsExactly(BatchCondition.CARD);
        assertThat(conditions(batch(opening, endorsed(entry(Laptop.CLINIC, Optional.empty())))))
                .containsExactly(BatchCondition.SECTION_KEYS);
    }

    @Test
    void onlyPartiesThatMayWriteDoSoAndOnlyUnderThePolicyInForce() {
        Parties others = Parties.of(List.of(Laptop.CLINIC, Laptop.INSURER));
        Header outsiders =
                header(Section.IDENTITY, Laptop.HOSPITAL_A, Laptop.clinicalPolicy(), others, touch(TouchKey.CARD));
        Header byInsurer = header(Section.IDENTITY, Laptop.INSURER, touch(TouchKey.CARD));
        Header policy = header(Section.IDENTITY, Laptop.HOSPITAL_A, "any(clinic)", Parties.ALL, touch(TouchKey.CARD));

        assertThat(conditions(batch(endorsed(outsiders)))).containsExactly(BatchCondition.AUTHOR);
        assertThat(conditions(batch(endorsed(byInsurer)))).containsExactly(BatchCondition.AUTHOR);
        assertThat(conditions(batch(endorsed(policy)))).containsExactly(BatchCondition.POLICY);
    }

    @Test
    void theAuthorsSignatureIsOverThisHeader() {
        Proposal forged = new Proposal(opening.header(), Laptop.sign(Laptop.generate(), new byte[] {1}));

        assertThat(conditions(batch(new EndorsedChange(forged, opening.approvals(), List.of()))))
                .containsExactly(BatchCondition.AUTHOR_SIGNATURE);
    }

    @Test
    void thePartiesOfACardAreThoseOfItsOpening() {
        Header narrowed = header(
                Section.MEDICAL,
                Laptop.HOSPITAL_A,
                Laptop.clinicalPolicy(),
                Parties.of(List.of(Laptop.HOSPITAL_A, Laptop.CLINIC, Laptop.INSURER)),
                touch(TouchKey.keys(Section.MEDICAL)));

        assertThat(conditions(batch(opening, endorsed(narrowed)))).containsExactly(BatchCondition.PARTIES);
    }

    @Test
    void aCardOfAnotherLaneIsNamed() {
        CardId elsewhere = CardId.random();
        while (elsewhere.lane(4) == lane) {
            elsewhere = CardId.random();
        }
        LaneOverlay other = LaneOverlay.genesis(elsewhere.lane(4), GENESIS);
        Batch misplaced =
                new Batch(laptop.document.version(), other.lane(), 1, GENESIS, 1, List.of(opening), List.of());

        assertThat(check.objections(misplaced, other))
                .containsExactly(new Objection.Fault(Optional.of(opening.id()), BatchCondition.LANE));
    }

    @Test
    void aRefusalThatDoesNotBreakTheQuorumStandsInTheBatchAsWell() {
        List<Finding> reasons = List.of(Finding.of("a-reason"));
        byte[] bytes = Refusal.signedBytes(laptop.document.version(), opening.id(), Laptop.INSURER, reasons);
        Refusal refusal = new Refusal(opening.id(), Laptop.INSURER, reasons, laptop.sign(Laptop.INSURER, bytes));
        List<Approval> others = opening.approvals().stream()
                .filter(approval -> !approval.organization().equals(Laptop.INSURER))
                .toList();

        assertThat(conditions(batch(new EndorsedChange(opening.proposal(), others, List.of(refusal)))))
                .isEmpty();
    }

    private List<BatchCondition> conditions(Batch batch) {
        return check.objections(batch, state).stream()
                .map(Objection.Fault::condition)
                .toList();
    }

    private Batch batch(EndorsedChange... changes) {
        return new Batch(laptop.document.version(), lane, 1, GENESIS, 1, List.of(changes), List.of());
    }

    private Header start() {
        return header(Section.MEDICAL, Laptop.HOSPITAL_A, touch(TouchKey.keys(Section.MEDICAL)));
    }

    private Header entry(OrganizationId author, Optional<ChangeId> base) {
        return header(Section.MEDICAL, author, new Touch(OBSERVATION, base));
    }

    private Touch touch(String structural) {
        return new Touch(TouchKey.structural(card, structural), Optional.empty());
    }

    private Header header(Section section, OrganizationId author, Touch... touches) {
        return header(section, author, Laptop.clinicalPolicy(), Parties.ALL, touches);
    }

    private Header header(Section section, OrganizationId author, String policy, Parties parties, Touch... touches) {
        return new Header(
                laptop.document.version(),
                card,
                section,
                author,
                parties,
                Arrays.stream(touches)
                        .sorted((left, right) -> left.key().compareTo(right.key()))
                        .toList(),
                List.of(),
                Digest.of(),
                new ContentReference(Digest.of(), new KeyId("33".repeat(32))),
                policy,
                Instant.ofEpochMilli(1),
                Laptop.nonce());
    }

    private static Header with(Header header, List<ChangeId> requires) {
        return new Header(
                header.consortium(),
                header.card(),
                header.section(),
                header.author(),
                header.parties(),
                header.touches(),
                requires,
                header.commitment(),
                header.content(),
                header.policy(),
                header.deadline(),
                header.nonce());
    }

    private EndorsedChange endorsed(Header header) {
        Proposal proposal = new Proposal(header, laptop.sign(header.author(), Proposal.signedBytes(header)));
        List<Approval> approvals = laptop.document.organizations().stream()
                .map(Organization::id)
                .filter(id -> !id.equals(header.author()) && header.parties().include(id))
                .map(id -> approval(
                        proposal, id, laptop.document.reads(id, header.section()) ? Basis.CONTENT : Basis.HEADER))
                .toList();
        return new EndorsedChange(proposal, approvals, List.of());
    }

    private Approval approval(Proposal proposal, OrganizationId id, Basis basis) {
        byte[] bytes = Approval.signedBytes(laptop.document.version(), proposal.id(), id, basis, List.of());
        return new Approval(proposal.id(), id, basis, List.of(), laptop.sign(id, bytes));
    }

    private static EndorsedChange with(EndorsedChange change, UnaryOperator<Approval> approval) {
        return new EndorsedChange(
                change.proposal(), change.approvals().stream().map(approval).toList(), List.of());
    }
}
