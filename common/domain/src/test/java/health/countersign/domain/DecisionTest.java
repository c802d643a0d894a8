package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Instant DEADLINE = Instant.ofEpochSecond(1_000);
    private static final Instant BEFORE = DEADLINE.minusSeconds(1);
    private static final ChangeId CHANGE = new ChangeId("ab".repeat(32));
    private static final List<OrganizationId> FIVE = List.of(
            new OrganizationId("org-a"),
            new OrganizationId("org-b"),
            new OrganizationId("org-c"),
            new OrganizationId("org-d"),
            new OrganizationId("org-e"));

    @Test
    void aCompleteQuorumEndorses() {
        Decision decision = decide("2 of (org-a, org-b, org-c)", BEFORE, approval("org-a"), approval("org-c"));

        assertThat(decision).isEqualTo(new Decision.Endorsed(List.of(FIVE.get(0), FIVE.get(2))));
    }

    @Test
    void oneRefusalThatBreaksTheQuorumIsFinal() {
        Decision decision = decide("all(org-a, org-b)", BEFORE, approval("org-a"), refusal("org-b"), approval("org-b"));

        assertThat(decision).isEqualTo(new Decision.Rejected(new Rejection.Refused(List.of(FIVE.get(1)))));
    }

    @Test
    void aRefusalThatLeavesTheQuorumReachableDecidesNothing() {
        Decision decision = decide("2 of (org-a, org-b, org-c)", BEFORE, refusal("org-a"), approval("org-b"));

        assertThat(decision).isEqualTo(new Decision.Pending(Set.of(FIVE.get(2))));
    }

    @Test
    void whoeverThePolicyDoesNotNameChangesNothing() {
        Decision decision = decide("any(org-a)", BEFORE, approval("org-e"), refusal("org-d"));

        assertThat(decision).isEqualTo(new Decision.Pending(Set.of(FIVE.get(0))));
    }

    @Test
    void afterTheDeadlineWhatIsOpenExpiresAndWhatIsDecidedStays() {
        assertThat(decide("all(org-a, org-b)", DEADLINE, approval("org-a"))).isInstanceOf(Decision.Pending.class);
        assertThat(decide("all(org-a, org-b)", DEADLINE.plusMillis(1), approval("org-a")))
                .isEqualTo(new Decision.Expired(DEADLINE));
        assertThat(decide("any(org-a, org-b)", DEADLINE.plusMillis(1), approval("org-a")))
                .isInstanceOf(Decision.Endorsed.class);
    }

    @Test
    void anyOrderOfAnswersAgreesWithTheNaiveOracle() {
        Random random = new Random(20261123);
        String[] policies = {
            "3 of (org-a, org-b, org-c, org-d, org-e)",
            "all(any(org-a, org-b), 2 of (org-c, org-d, org-e))",
            "any(all(org-a, org-b), all(org-c, org-d, org-e))"
        };
        for (int round = 0; round < 3_000; round++) {
            String text = policies[random.nextInt(policies.length)];
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < random.nextInt(9); i++) {
                String organization = FIVE.get(random.nextInt(5)).value();
                answers.add(random.nextInt(3) == 0 ? refusal(organization) : approval(organization));
            }
            assertThat(decide(text, BEFORE, answers.toArray(Answer[]::new)).getClass())
                    .isEqualTo(naive(resolve(text), answers));
        }
    }

    /** Tries every way in which the silent might still answer. */
    private static Class<? extends Decision> naive(ResolvedPolicy policy, List<Answer> answers) {
        Set<OrganizationId> approving = new HashSet<>();
        Set<OrganizationId> silent = new HashSet<>(FIVE);
        for (Answer answer : answers) {
            if (silent.remove(answer.organization()) && answer instanceof Approval) {
                approving.add(answer.organization());
            }
        }
        if (policy.satisfiedBy(approving)) {
            return Decision.Endorsed.class;
        }
        List<OrganizationId> open = List.copyOf(silent);
        for (int bits = 0; bits < 1 << open.size(); bits++) {
            Set<OrganizationId> then = new HashSet<>(approving);
            for (int i = 0; i < open.size(); i++) {
                if (((bits >> i) & 1) == 1) {
                    then.add(open.get(i));
                }
            }
            if (policy.satisfiedBy(then)) {
                return Decision.Pending.class;
            }
        }
        return Decision.Rejected.class;
    }

    private static Decision decide(String policy, Instant now, Answer... answers) {
        return Decision.decide(resolve(policy), List.of(answers), DEADLINE, now);
    }

    private static ResolvedPolicy resolve(String policy) {
        Map<OrganizationId, Set<Role>> roles = Map.of(
                FIVE.get(0), Set.of(),
                FIVE.get(1), Set.of(),
                FIVE.get(2), Set.of(),
                FIVE.get(3), Set.of(),
                FIVE.get(4), Set.of());
        return PolicyText.parse(policy).resolve(roles, Optional.empty());
    }

    private static Answer approval(String organization) {
        return new Approval(
                CHANGE, new OrganizationId(organization), Basis.CONTENT, List.of(), Signature.of(new byte[64]));
    }

    private static Answer refusal(String organization) {
        return new Refusal(
                CHANGE, new OrganizationId(organization), List.of(Finding.of("a-reason")), Signature.of(new byte[64]));
    }
}
