package health.countersign.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.platform.access.AccessRights.Difference;
import health.countersign.platform.access.Principal.Part;
import health.countersign.platform.log.Topic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessPlanTest {
    private static final AccessPlan PLAN = plan("hospital-a", "hospital-b");

    @Test
    void aMemberWritesProposalsAnswersAndSealsAndAValidatorTheRest() {
        assertThat(written("hospital-a.member"))
                .containsExactlyInAnyOrder(
                        "countersign.proposals.v1",
                        "countersign.answers.v1",
                        "countersign.seals.v1",
                        "countersign.dead-letters.v1");
        assertThat(written("hospital-a.validator"))
                .containsExactlyInAnyOrder(
                        "countersign.batches.v1",
                        "countersign.outcomes.v1",
                        "countersign.dead-letters.v1",
                        "countersign-validator-*");
        assertThat(written("hospital-a.notification"))
                .containsExactlyInAnyOrder("countersign.subscriptions.v1", "countersign.subscriptions.*");
    }

    @Test
    void membersAndValidatorsShareNothingThatTheyWriteButTheDeadLetters() {
        Set<Topic> both = EnumSet.copyOf(AccessPlan.writes(Part.MEMBER));
        both.retainAll(AccessPlan.writes(Part.VALIDATOR));

        assertThat(both).containsExactly(Topic.DEAD_LETTERS);
    }

    @Test
    void aMembersGroupsAreItsOwnAndItHasNoTransactions() {
        assertThat(names("hospital-a.member", ResourceType.GROUP, AclOperation.READ))
                .containsExactly("countersign.hospital-a.*");
        assertThat(names("hospital-a.member", ResourceType.TRANSACTIONAL_ID, AclOperation.WRITE))
                .isEmpty();
    }

    @Test
    void onlyAValidatorMakesTopicsAndOnlyItsApplications() {
        assertThat(PLAN.bindings())
                .filteredOn(binding -> binding.entry().operation() == AclOperation.CREATE)
                .extracting(binding -> binding.pattern().name())
                .containsOnly("countersign-validator-");
        assertThat(PLAN.bindings()).noneMatch(binding -> binding.pattern().resourceType() == ResourceType.CLUSTER);
    }

    @Test
    void anOrganizationThatLeftLosesEverythingAndTheOthersKeepWhatTheyHad() {
        AccessPlan without = plan("hospital-b");

        Difference difference = Difference.of(without, PLAN.bindings());

        assertThat(difference.missing()).isEmpty();
        assertThat(difference.surplus())
                .isNotEmpty()
                .allMatch(binding -> binding.entry().principal().startsWith("User:hospital-a."));
    }

    @Test
    void whatIsNotOnTheListButSaysSomethingAboutOurNamesGoesAndTheRestIsOnlyShown() {
        AclBinding foreignReader = binding("User:audit", Topic.OUTCOMES.wire(), PatternType.LITERAL);
        AclBinding everything = binding("User:audit", "*", PatternType.LITERAL);
        AclBinding beginsLikeOurs = binding("User:audit", "count", PatternType.PREFIXED);
        AclBinding somebodyElses = binding("User:shop", "orders", PatternType.LITERAL);
        List<AclBinding> known = new ArrayList<>(PLAN.bindings());
        known.addAll(List.of(foreignReader, everything, beginsLikeOurs, somebodyElses));

        Difference difference = Difference.of(PLAN, known);

        assertThat(difference.surplus()).containsExactly(foreignReader);
        assertThat(difference.beyond()).containsExactlyInAnyOrder(everything, beginsLikeOurs);
        assertThat(Difference.of(PLAN, PLAN.bindings()).isNone()).isTrue();
    }

    @Test
    void aRowForPeopleNamesWhoMayDoWhatWithWhat() {
        assertThat(PLAN.rows())
                .contains(List.of(
                        "hospital-b.member", "TOPIC", "countersign.seals.v1", "WRITE DESCRIBE DESCRIBE_CONFIGS"))
                .contains(List.of("hospital-b.member", "GROUP", "countersign.hospital-b.*", "READ DESCRIBE"));
    }

    private static AccessPlan plan(String... organizations) {
        return AccessPlan.of(
                Stream.of(organizations).flatMap(AccessPlan::ofOrganization).toList(), "countersign-validator");
    }

    private static List<String> written(String principal) {
        return names(principal, ResourceType.TOPIC, AclOperation.WRITE);
    }

    private static List<String> names(String principal, ResourceType type, AclOperation operation) {
        return PLAN.bindings().stream()
                .filter(binding -> binding.entry().principal().equals("User:" + principal))
                .filter(binding -> binding.pattern().resourceType() == type)
                .filter(binding -> binding.entry().operation() == operation)
                .map(binding ->
                        binding.pattern().name() + (binding.pattern().patternType() == PatternType.PREFIXED ? "*" : ""))
                .toList();
    }

    private static AclBinding binding(String principal, String topic, PatternType type) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, type),
                new AccessControlEntry(principal, "*", AclOperation.READ, AclPermissionType.ALLOW));
    }
}
