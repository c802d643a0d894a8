package health.countersign.ledger;

import static health.countersign.ledger.LaptopConsortium.BILLING;
import static health.countersign.ledger.LaptopConsortium.CLINIC;
import static health.countersign.ledger.LaptopConsortium.HOSPITAL_A;
import static health.countersign.ledger.LaptopConsortium.HOSPITAL_B;
import static health.countersign.ledger.LaptopConsortium.INSURER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.ResolvedPolicy;
import health.countersign.domain.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTransactionsTest {
    private static final List<OrganizationId> ALL = List.of(BILLING, CLINIC, HOSPITAL_A, HOSPITAL_B, INSURER);

    private final LaptopConsortium consortium = new LaptopConsortium("laptop");
    private final LaneTransactions transactions = consortium.transactions();
    private final Draft draft =
            consortium.draft(1, 1, consortium.genesis(1).id(), List.of(consortium.opening(LaptopConsortium.card(1))));

    @Test
    void theSameFoundersAlwaysFoundTheSameLanes() {
        List<String> lanes = new LaptopConsortium("laptop").consortium().lanes();

        assertThat(lanes).isEqualTo(consortium.consortium().lanes()).doesNotHaveDuplicates();
        assertThat(new LaptopConsortium("other").consortium().lanes()).doesNotContainAnyElementsOf(lanes);
        assertThat(consortium.consortium().signedByAll(consortium.ed25519())).isTrue();
    }

    @Test
    void theLockIsTheSealPolicyOrTheSameOverRecoveryKeys() {
        Condition.Threshold lock = (Condition.Threshold) transactions.lock().condition();

        assertThat(lock.threshold()).isEqualTo(1);
        assertThat(lock.of())
                .hasSize(2)
                .allSatisfy(branch ->
                        assertThat(((Condition.Threshold) branch).threshold()).isEqualTo(3));
        assertThat(lock.keys()).hasSize(10).doesNotHaveDuplicates();
        assertThat(transactions.lock().owner(Lock.Branch.SEAL, lock.keys().get(0)))
                .contains(BILLING);
        assertThat(transactions.lock().owner(Lock.Branch.RECOVERY, lock.keys().get(0)))
                .isEmpty();
    }

    @Test
    void aDraftIsReadAsItWasWritten() {
        Draft read = transactions.read(consortium.consortium(), 1, draft.text());

        assertThat(read.batch()).isEqualTo(draft.batch());
        assertThat(read.position()).isEqualTo(draft.position());
        assertThat(read.message()).isEqualTo(draft.message());
    }

    @Test
    void aDraftThatDoesNotFollowFromItsBatchIsRefused() {
        String lane = consortium.consortium().lanes().get(1);
        String other = consortium.consortium().lanes().get(2);
        String outsider = new LaptopConsortium("other")
                .transactions()
                .lock()
                .condition()
                .keys()
                .get(0);
        String member = transactions.lock().condition().keys().get(0);

        for (String text : List.of(
                " " + draft.text(),
                draft.text().replace(lane, other),
                draft.text().replace(member, outsider),
                draft.text().replace("\"amount\":\"1\"", "\"amount\":\"2\""),
                draft.text().replace("\"threshold\":3", "\"threshold\":1"),
                draft.text().replace("\"output_index\":0", "\"output_index\":1"),
                draft.text().replace("\"v\":1", "\"v\":2"),
                "{}",
                "[]",
                "null",
                "")) {
            assertThatThrownBy(() -> transactions.read(lane, text)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void theLowestOrganizationsSealWhoeverElseDid() {
        Transaction three = assemble(consortium.seals(draft, BILLING, CLINIC, HOSPITAL_A))
                .transaction()
                .orElseThrow();

        Assembly all = assemble(consortium.seals(draft, INSURER, HOSPITAL_B, HOSPITAL_A, CLINIC, BILLING));

        assertThat(all.transaction()).contains(three);
        assertThat(all.transaction().orElseThrow().bytes()).isEqualTo(three.bytes());
        assertThat(all.sealedBy()).containsExactly(BILLING, CLINIC, HOSPITAL_A);
        assertThat(all.invalid()).isEmpty();
    }

    @Test
    void otherSealsAreAnotherTransactionWithTheSameMessage() {
        Transaction one = consortium.seal(draft, BILLING, CLINIC, HOSPITAL_A);
        Transaction other = consortium.seal(draft, HOSPITAL_A, HOSPITAL_B, INSURER);

        assertThat(other.id()).isNotEqualTo(one.id());
        assertThat(other.message(0)).isEqualTo(one.message(0)).isEqualTo(draft.message());
    }

    @Test
    void anInvalidSealIsDroppedAndItsGiverNamed() {
        Map<OrganizationId, Signature> seals = consortium.seals(draft, BILLING, CLINIC, HOSPITAL_A, INSURER);
        seals.put(BILLING, consortium.key(BILLING, "approval").sign(draft.message()));
        seals.put(new OrganizationId("stranger"), seals.get(CLINIC));

        Assembly assembly = assemble(seals);

        assertThat(assembly.sealedBy()).containsExactly(CLINIC, HOSPITAL_A, INSURER);
        assertThat(assembly.invalid()).containsExactly(BILLING, new OrganizationId("stranger"));
        assertThat(assembly.transaction()).isPresent();
    }

    @Test
    void tooFewSealsMakeNoTransaction() {
        Assembly assembly = assemble(consortium.seals(draft, BILLING, INSURER));

        assertThat(assembly.transaction()).isEmpty();
        assertThat(assembly.sealedBy()).isEmpty();
    }

    @Test
    void recoveryKeysOpenALaneWhoseSealKeysAreLost() {
        InMemoryChain chain = new InMemoryChain();
        chain.commit(consortium.genesis(1));
        Map<OrganizationId, Signature> signatures = new TreeMap<>();
        List.of(CLINIC, HOSPITAL_B, INSURER)
                .forEach(each ->
                        signatures.put(each, consortium.key(each, "recovery").sign(draft.message())));

        Transaction recovered = transactions
                .recover(draft, signatures, consortium.ed25519())
                .transaction()
                .orElseThrow();

        new TransactionValidation(chain, consortium.ed25519()).check(recovered, List.of());
        assertThat(assemble(signatures).invalid()).containsExactlyElementsOf(signatures.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clinic",
                "any(clinic, insurer)",
                "all(clinic, any(billing-office, insurer), hospital-a)",
                "2 of (all(billing-office, clinic), all(hospital-a, hospital-b), insurer)",
                "2 of (any(hospital-b, insurer), 2 of (billing-office, clinic, hospital-a))"
            })
    void whoeverSatisfiesThePolicyOpensTheLockAndNobodyElse(String policy) {
        LaptopConsortium own = new LaptopConsortium("own", policy);
        ResolvedPolicy resolved = own.consortium().document().resolvedSealPolicy();
        InMemoryChain chain = new InMemoryChain();
        chain.commit(own.genesis(1));
        Draft next = own.draft(1, 1, own.genesis(1).id(), List.of(own.opening(LaptopConsortium.card(1))));

        for (List<OrganizationId> sealers : subsets()) {
            Assembly assembly = own.transactions()
                    .assemble(next, own.seals(next, sealers.toArray(OrganizationId[]::new)), own.ed25519());

            assertThat(assembly.transaction().isPresent()).isEqualTo(resolved.satisfiedBy(new TreeSet<>(sealers)));
            assembly.transaction()
                    .ifPresent(tx -> new TransactionValidation(chain, own.ed25519()).check(tx, List.of()));
            resolved.choose(new TreeSet<>(sealers))
                    .ifPresent(chosen -> assertThat(assembly.sealedBy()).isEqualTo(new TreeSet<>(chosen)));
        }
    }

    @Test
    void aPolicyThatDoesNotFitIntoALockIsRefused() {
        assertThatThrownBy(() -> new LaptopConsortium("deep", "all(clinic, any(insurer, all(hospital-a, hospital-b)))"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LaptopConsortium("twice", "any(clinic, all(clinic, insurer))"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Assembly assemble(Map<OrganizationId, Signature> seals) {
        return transactions.assemble(draft, seals, consortium.ed25519());
    }

    private static List<List<OrganizationId>> subsets() {
        Random random = new Random(7);
        List<List<OrganizationId>> subsets = new ArrayList<>();
        for (int bits = 0; bits < 1 << ALL.size(); bits++) {
            List<OrganizationId> subset = new ArrayList<>();
            for (int i = 0; i < ALL.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    subset.add(ALL.get(i));
                }
            }
            Collections.shuffle(subset, random);
            subsets.add(subset);
        }
        return subsets;
    }
}
