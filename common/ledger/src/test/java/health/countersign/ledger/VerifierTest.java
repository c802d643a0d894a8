package health.countersign.ledger;

import static health.countersign.ledger.LaptopConsortium.BILLING;
import static health.countersign.ledger.LaptopConsortium.CLINIC;
import static health.countersign.ledger.LaptopConsortium.HOSPITAL_A;
import static health.countersign.ledger.LaptopConsortium.INSURER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.BatchCheck;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.CardId;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.LaneOverlay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerifierTest {
    private static final int LANE = 1;

    private final LaptopConsortium consortium = new LaptopConsortium("laptop");
    private final Verifier verifier = new Verifier(consortium.consortium(), consortium.ed25519());
    private final Transaction genesis = consortium.genesis(LANE);
    private final CardId card = LaptopConsortium.card(LANE);

    @Test
    void aLaneAsAgreedStands() {
        List<Transaction> chain = consortium.chain(LANE, 4);

        LaneVerdict verdict = verifier.judgeLane(LANE, chain);

        assertThat(verdict.stands()).isTrue();
        assertThat(verdict.standing()).isEqualTo(4);
        assertThat(verdict.head()).isEqualTo(chain.get(4).id());
        assertThat(verdict.transactions()).extracting(TransactionVerdict::seq).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aLaneThatTheAnnexDoesNotNameIsUnknown() {
        Transaction foreign = new LaptopConsortium("mallory").genesis(LANE);

        assertThat(verifier.judgeGenesis(foreign, LANE).fault()).contains(Reason.UNKNOWN_LANE);
        assertThat(verifier.judgeGenesis(genesis, LANE + 1).fault()).contains(Reason.UNKNOWN_LANE);
    }

    @Test
    void aTransactionThatDoesNotSpendTheHeadMovesNothing() {
        List<Transaction> chain = new ArrayList<>(consortium.chain(LANE, 3));
        chain.remove(2);

        LaneVerdict verdict = verifier.judgeLane(LANE, chain);

        assertThat(verdict.transactions().get(2).fault()).contains(Reason.BROKEN_CHAIN);
        assertThat(verdict.head()).isEqualTo(chain.get(1).id());
    }

    @Test
    void aChangeWithoutItsQuorumDoesNotStandAlthoughItIsSealed() {
        EndorsedChange opening = consortium.opening(card);
        EndorsedChange alone =
                new EndorsedChange(opening.proposal(), opening.approvals().subList(0, 1), List.of());
        EndorsedChange other = consortium.opening(LaptopConsortium.card(LANE));

        TransactionVerdict verdict = judge(sealed(1, alone, other));

        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.stands()).isFalse();
        assertThat(verdict.changes())
                .extracting(BatchCheck.Verdict::fault)
                .containsExactly(Optional.of(BatchCondition.QUORUM), Optional.empty());
        assertThat(TransactionVerdict.reason(verdict.changes().get(0))
                        .orElseThrow()
                        .code())
                .isEqualTo("quorum");
    }

    @Test
    void theLaneGoesOnAfterATransactionThatDoesNotStand() {
        Transaction garbage = transaction(Map.of("anything", "else"), agreed(), agreed().keys());
        EndorsedChange opening = consortium.opening(card);
        Transaction next =
                consortium.seal(consortium.draft(LANE, 2, garbage.id(), List.of(opening)), BILLING, CLINIC, HOSPITAL_A);

        LaneVerdict verdict = verifier.judgeLane(LANE, List.of(genesis, garbage, next));

        assertThat(verdict.transactions().get(1).fault()).contains(Reason.METADATA);
        assertThat(verdict.transactions().get(2).stands()).isTrue();
    }

    @Test
    void aBatchOutOfPlaceDoesNotStand() {
        assertThat(judge(sealed(2, consortium.opening(card))).fault()).contains(Reason.of(BatchCondition.SEQUENCE));
        assertThat(judge(sealed(1)).fault()).contains(Reason.of(BatchCondition.LIMITS));
    }

    @Test
    void anotherLockThanTheAgreedOneDoesNotStand() {
        Condition own = new LaptopConsortium("mallory").transactions().lock().condition();

        assertThat(judge(transaction(batch(), own, agreed().keys())).fault()).contains(Reason.of(BatchCondition.LOCK));
    }

    @Test
    void otherOwnersThanTheSpentOnesAreALie() {
        List<String> others = new LaptopConsortium("mallory")
                .transactions()
                .lock()
                .condition()
                .keys();

        assertThat(judge(transaction(batch(), agreed(), others)).fault()).contains(Reason.OWNERS_BEFORE);
    }

    @Test
    void signaturesThatDoNotOpenTheLaneDoNotStand() {
        Draft draft = consortium.draft(LANE, 1, genesis.id(), List.of(consortium.opening(card)));
        Draft other = consortium.draft(LANE, 1, genesis.id(), List.of(consortium.opening(card)));
        Fulfillment ofOther =
                consortium.seal(other, BILLING, CLINIC, INSURER).fulfillments().get(0);

        assertThat(judge(draft.body().fulfilled(List.of(ofOther))).fault()).contains(Reason.FULFILLMENT);
    }

    @Test
    void aTransactionOfAnotherLaneDoesNotStand() {
        Draft stray = consortium
                .transactions()
                .draft(
                        consortium.consortium().lanes().get(LANE + 1),
                        consortium
                                .draft(LANE, 1, genesis.id(), List.of(consortium.opening(card)))
                                .batch());

        assertThat(judge(consortium.seal(stray, BILLING, CLINIC, INSURER)).fault())
                .contains(Reason.UNKNOWN_LANE);
    }

    @ParameterizedTest
    @MethodSource("liars")
    void whatTheLedgerTookAlthoughItLiesIsRefused(LedgerVector vector) {
        if (vector.halts()) {
            assertThatThrownBy(() -> Transaction.of(vector.json())).isInstanceOf(InvalidTransactionException.class);
            return;
        }
        Transaction tx = Transaction.of(vector.json());

        assertThat(Honesty.lie(tx, spent(tx, vector))).isPresent();
        assertThat(judge(tx).stands()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("honest")
    void whatTheLedgerTookAndIsTrueIsNoLie(LedgerVector vector) {
        Transaction tx = Transaction.of(vector.json());

        assertThat(Honesty.lie(tx, spent(tx, vector))).isEmpty();
    }

    static Stream<LedgerVector> liars() {
        return LedgerVector.all().filter(LedgerVector::lies);
    }

    static Stream<LedgerVector> honest() {
        return LedgerVector.all().filter(v -> v.error().isEmpty() && !v.lies());
    }

    private static List<Output> spent(Transaction tx, LedgerVector vector) {
        Map<String, Transaction> known = new HashMap<>();
        Stream.concat(vector.committed().stream(), vector.block().stream())
                .map(Transaction::of)
                .forEach(each -> known.put(each.id(), each));
        return tx.inputs().stream()
                .flatMap(input -> input.fulfills().stream())
                .map(spent -> known.get(spent.transactionId()).outputs().get((int) spent.outputIndex()))
                .toList();
    }

    private TransactionVerdict judge(Transaction tx) {
        return verifier.judge(tx, LaneOverlay.genesis(LANE, genesis.id()));
    }

    private Transaction sealed(long seq, EndorsedChange... changes) {
        return consortium.seal(
                consortium.draft(LANE, seq, genesis.id(), List.of(changes)), BILLING, CLINIC, HOSPITAL_A);
    }

    private Condition agreed() {
        return consortium.transactions().lock().condition();
    }

    private Map<String, Object> batch() {
        return consortium
                .draft(LANE, 1, genesis.id(), List.of(consortium.opening(card)))
                .batch()
                .tree();
    }

    /** What dishonest members could seal: any metadata, any lock, any claim. */
    private Transaction transaction(Map<String, Object> metadata, Condition lock, List<String> owners) {
        TransactionBody body = TransactionBody.of(
                new Asset.Existing(genesis.id()),
                List.of(new Input(owners, Optional.of(new OutputReference(genesis.id(), 0)))),
                metadata,
                List.of(Output.of(lock)));
        Draft draft =
                new Draft(consortium.draft(LANE, 1, genesis.id(), List.of()).batch(), body);
        return consortium.seal(draft, BILLING, CLINIC, HOSPITAL_A);
    }
}
