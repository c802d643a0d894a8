package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndorsementPolicyTest {
    private static final List<OrganizationId> SIX =
            IntStream.range(0, 6).mapToObj(i -> new OrganizationId("org-" + i)).toList();
    private static final Role EVEN = new Role("even");
    private static final Role ODD = new Role("odd");
    private static final Map<OrganizationId, Set<Role>> ROLES = Map.of(
            SIX.get(0), Set.of(EVEN),
            SIX.get(1), Set.of(ODD),
            SIX.get(2), Set.of(EVEN),
            SIX.get(3), Set.of(ODD),
            SIX.get(4), Set.of(EVEN),
            SIX.get(5), Set.of(ODD));

    @Test
    void everyPolicyIsReadFromTheTextThatItPrints() {
        Random random = new Random(20260101);
        for (int i = 0; i < 2_000; i++) {
            EndorsementPolicy policy = policy(random, 1);
            assertThat(PolicyText.parse(policy.text())).isEqualTo(policy);
        }
    }

    @Test
    void spacesDoNotMatter() {
        assertThat(PolicyText.parse(" 2  of(org-0,role:odd ,any( org-2 ,org-3)) ")
                        .text())
                .isEqualTo("2 of (org-0, role:odd, any(org-2, org-3))");
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        Stream.of(
                        "",
                        "role:odd",
                        "2 of",
                        "2 of (",
                        "2 of ()",
                        "all()",
                        "any(org-0",
                        "any(org-0,)",
                        "0 of (org-0)",
                        "any(org-0) org-1",
                        "any(org-0, org-0)",
                        "any(org-0; org-1)",
                        "-1 of (org-0)",
                        "any(ORG)",
                        "99999999999 of (org-0)",
                        "any(any(any(any(org-0, org-1))))",
                        "x".repeat(5_000))
                .forEach(text -> assertThatThrownBy(() -> PolicyText.parse(text))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void aTextThatIsTooLongIsRefusedWhateverItSays() {
        String longest = "org-0" + " ".repeat(PolicyText.MAX_LENGTH - 5);

        assertThat(PolicyText.parse(longest).text()).isEqualTo("org-0");
        assertThatThrownBy(() -> PolicyText.parse(longest + " ")).hasMessageContaining("4096 characters");
        assertThatThrownBy(() -> PolicyText.parse("any(".repeat(1_000_000))).hasMessageContaining("4096 characters");
        assertThatThrownBy(() -> PolicyText.parse("any(".repeat(1_000))).hasMessageContaining("3 lists deep");
    }

    /** Whoever leaves out the spaces gets more into a text than is left room for when it is printed. */
    @Test
    void whatCouldNotBeReadAgainIsRefused() {
        String dense =
                IntStream.range(0, 580).mapToObj("m%05d"::formatted).collect(Collectors.joining(",", "any(", ")"));
        assertThat(dense).hasSizeLessThan(PolicyText.MAX_LENGTH);
        assertThat(dense.replace(",", ", ")).hasSizeGreaterThan(PolicyText.MAX_LENGTH);

        assertThatThrownBy(() -> PolicyText.parse(dense))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as it is printed");
    }

    @Test
    void aRoleStandsForEachPartyThatHasItOnceAndNeverForTheAuthor() {
        ResolvedPolicy policy =
                PolicyText.parse("all(role:even, org-0, org-1)").resolve(ROLES, Optional.of(SIX.get(2)));

        assertThat(policy.organizations()).containsExactly(SIX.get(0), SIX.get(1), SIX.get(4));
        assertThat(policy.satisfiedBy(Set.of(SIX.get(0), SIX.get(1), SIX.get(4))))
                .isTrue();
        assertThat(policy.satisfiedBy(Set.of(SIX.get(0), SIX.get(1), SIX.get(2))))
                .isFalse();
    }

    @Test
    void whatNobodyCanSatisfyIsRefused() {
        Stream.of("3 of (org-0, org-1)", "any(role:nobody)", "all(org-0, stranger)", "any(org-5)", "4 of (role:odd)")
                .forEach(text -> assertThatThrownBy(
                                () -> PolicyText.parse(text).resolve(ROLES, Optional.of(SIX.get(5))))
                        .as(text)
                        .isInstanceOf(UnsatisfiablePolicyException.class));
    }

    @Test
    void satisfactionAgreesWithTryingEverySubset() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            ResolvedPolicy policy = resolved(random);
            for (Set<OrganizationId> some : subsets()) {
                assertThat(policy.satisfiedBy(some)).isEqualTo(naive(policy, some));
                Optional<Set<OrganizationId>> chosen = policy.choose(some);
                assertThat(chosen.isPresent()).isEqualTo(naive(policy, some));
                chosen.ifPresent(set ->
                        assertThat(some.containsAll(set) && naive(policy, set)).isTrue());
            }
        }
    }

    @Test
    void aPolicyIsReachableAsLongAsThoseWhoDidNotRefuseSatisfyIt() {
        Random random = new Random(8);
        for (int i = 0; i < 300; i++) {
            ResolvedPolicy policy = resolved(random);
            for (Set<OrganizationId> refusing : subsets()) {
                Set<OrganizationId> rest = new TreeSet<>(SIX);
                rest.removeAll(refusing);
                assertThat(policy.reachableWithout(refusing)).isEqualTo(naive(policy, rest));
            }
        }
    }

    private static ResolvedPolicy resolved(Random random) {
        Optional<ResolvedPolicy> resolved = Optional.empty();
        while (resolved.isEmpty()) {
            resolved = tryToResolve(policy(random, 1), SIX.get(random.nextInt(6)));
        }
        return resolved.get();
    }

    private static Optional<ResolvedPolicy> tryToResolve(EndorsementPolicy policy, OrganizationId author) {
        try {
            return Optional.of(policy.resolve(ROLES, Optional.of(author)));
        } catch (UnsatisfiablePolicyException nobodyCan) {
            return Optional.empty();
        }
    }

    private static EndorsementPolicy policy(Random random, int depth) {
        if (depth > 3 || random.nextInt(5) == 0) {
            return new EndorsementPolicy.Member(SIX.get(random.nextInt(6)));
        }
        Set<EndorsementPolicy> parts = new HashSet<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            parts.add(
                    random.nextInt(3) == 0
                            ? new EndorsementPolicy.Having(random.nextBoolean() ? EVEN : ODD)
                            : policy(random, depth + 1));
        }
        EndorsementPolicy.Portion portion =
                switch (random.nextInt(3)) {
                    case 0 -> new EndorsementPolicy.Portion.All();
                    case 1 -> new EndorsementPolicy.Portion.Any();
                    default -> new EndorsementPolicy.Portion.AtLeast(1 + random.nextInt(3));
                };
        return new EndorsementPolicy.Listed(portion, new ArrayList<>(parts));
    }

    private static boolean naive(ResolvedPolicy policy, Set<OrganizationId> some) {
        if (policy instanceof ResolvedPolicy.One one) {
            return some.contains(one.organization());
        }
        ResolvedPolicy.Threshold threshold = (ResolvedPolicy.Threshold) policy;
        int satisfied = 0;
        for (ResolvedPolicy part : threshold.of()) {
            satisfied += naive(part, some) ? 1 : 0;
        }
        return satisfied >= threshold.needed();
    }

    private static List<Set<OrganizationId>> subsets() {
        return IntStream.range(0, 64)
                .<Set<OrganizationId>>mapToObj(bits -> {
                    Set<OrganizationId> set = new TreeSet<>();
                    IntStream.range(0, 6).filter(i -> ((bits >> i) & 1) == 1).forEach(i -> set.add(SIX.get(i)));
                    return set;
                })
                .toList();
    }
}
