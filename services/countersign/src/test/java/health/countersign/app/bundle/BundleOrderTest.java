package health.countersign.app.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.countersign.domain.MalformedException;
import health.countersign.domain.Section;
import health.countersign.member.review.EntryIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleOrderTest {
    private static final BundleOrder ORDER = new BundleOrder(Bundles.OWNERS);
    private static final String PATIENT = "{'resource':{'resourceType':'Patient','id':'p'}}";

    @Test
    void everyStepComesAfterAllThatItNeeds() {
        for (List<BundleEntry> bundle : Bundles.bundled()) {
            for (CardPlan card : ORDER.plan(bundle).cards()) {
                for (Step step : card.steps()) {
                    assertThat(step.after()).allMatch(need -> need < step.number());
                    assertThat(step.citations()).allMatch(cited -> step.after().contains(cited.step()));
                }
            }
        }
    }

    @Test
    void everyEntryOfTheSamplesIsPlannedOnce() throws IOException {
        Optional<Path> samples = Bundles.samples();
        assumeTrue(samples.isPresent());
        List<BundleEntry> entries = BundleReader.directory(samples.get());

        BundlePlan plan = ORDER.plan(entries);

        assertThat(entries).hasSize(1004);
        assertThat(plan.cards()).hasSize(5);
        assertThat(plan.left()).isEmpty();
        assertThat(plan.cards().stream()
                        .flatMap(card -> card.steps().stream())
                        .flatMap(step -> step.entries().stream())
                        .distinct())
                .hasSize(1004);
    }

    @Test
    void sectionsGoThroughTheirOwnersAndVisitsThroughDifferentOnes() {
        Set<String> writers = new HashSet<>();
        for (CardPlan card : ORDER.plan(Bundles.bundled().get(5)).cards()) {
            for (Step step : card.steps()) {
                if (step.section() == Section.MEDICAL) {
                    writers.add(step.author().value());
                } else if (step.section() == Section.BILLING) {
                    assertThat(step.author()).isEqualTo(Bundles.OWNERS.billing());
                    assertThat(step.citations()).isNotEmpty();
                } else if (step.section() == Section.INSURANCE) {
                    assertThat(step.author()).isEqualTo(Bundles.OWNERS.insurance());
                }
            }
        }
        assertThat(writers).hasSize(3);
    }

    @Test
    void whatBelongsToOneVisitGoesThroughOneOrganization() {
        for (CardPlan card : ORDER.plan(Bundles.bundled().get(4)).cards()) {
            card.steps().stream()
                    .filter(step -> step.section() == Section.MEDICAL)
                    .filter(step -> !index(step).encounter().isEmpty())
                    .collect(Collectors.groupingBy(step -> index(step).encounter()))
                    .forEach((visit, steps) -> assertThat(
                                    steps.stream().map(Step::author).distinct())
                            .hasSize(1));
        }
    }

    @Test
    void theProvenanceOfAWholeBundleGoesLast() {
        List<Step> steps = ORDER.plan(Bundles.bundled().get(5)).cards().get(0).steps();

        assertThat(steps.stream()
                        .filter(Step::last)
                        .map(step -> step.entries().get(0).type()))
                .containsExactly("Provenance");
        assertThat(steps.get(steps.size() - 1).last()).isTrue();
    }

    @Test
    void entriesKeepTheirBytes() {
        List<BundleEntry> entries = Bundles.of("{'resourceType':'Bundle','type':'collection','entry':["
                + "{'fullUrl':'urn:uuid:p','resource': {'resourceType' : 'Patient', 'id':'p', 'x':1.50} }]}");

        assertThat(new String(entries.get(0).body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"resourceType\" : \"Patient\", \"id\":\"p\", \"x\":1.50}");
    }

    @Test
    void aTransactionWithoutIdsGetsThemAndItsReferencesFollow() {
        List<BundleEntry> entries = Bundles.of("{'entry':["
                + "{'fullUrl':'urn:uuid:61ebe359','resource':{'resourceType':'Patient'}},"
                + "{'fullUrl':'http://a.example/Encounter/7','resource':{'resourceType':'Encounter','id':'7',"
                + "'subject':{'reference':'urn:uuid:61ebe359'}}},"
                + "{'resource':{'resourceType':'Condition','id':'c','subject':{'reference':'urn:uuid:61ebe359'},"
                + "'encounter':{'reference':'http://a.example/Encounter/7'}}}]}");

        BundlePlan plan = ORDER.plan(entries);

        assertThat(plan.left()).isEmpty();
        assertThat(entries.get(0).id()).isEqualTo("61ebe359");
        assertThat(entries.get(2).index().encounter()).isEqualTo("Encounter/7");
        assertThat(plan.cards().get(0).steps()).hasSize(3);
    }

    @Test
    void aCircleWithinASectionIsOneChange() {
        BundlePlan plan = plan(
                PATIENT,
                "{'resource':{'resourceType':'Encounter','id':'e','subject':{'reference':'Patient/p'},"
                        + "'diagnosis':[{'condition':{'reference':'Condition/c'}}]}}",
                "{'resource':{'resourceType':'Condition','id':'c','subject':{'reference':'Patient/p'},"
                        + "'encounter':{'reference':'Encounter/e'}}}");

        assertThat(plan.cards().get(0).steps())
                .extracting(step -> step.entries().size())
                .containsExactly(1, 2);
    }

    @Test
    void aCircleAcrossSectionsIsReported() {
        BundlePlan plan = plan(
                PATIENT,
                "{'resource':{'resourceType':'Encounter','id':'e','subject':{'reference':'Patient/p'},"
                        + "'account':[{'reference':'Account/a'}]}}",
                "{'resource':{'resourceType':'Account','id':'a','subject':[{'reference':'Patient/p'}],"
                        + "'partOf':{'reference':'Encounter/e'}}}");

        assertThat(plan.left()).extracting(Left::reason).containsExactly(Left.Reason.CIRCLE, Left.Reason.CIRCLE);
    }

    @Test
    void unsupportedTypesAreNamedAndCountedWithWhatNeedsThem() {
        BundlePlan plan = plan(
                PATIENT,
                "{'resource':{'resourceType':'Basic','id':'b'}}",
                "{'resource':{'resourceType':'Basic','id':'b2'}}",
                "{'resource':{'resourceType':'List','id':'l','entry':[{'item':{'reference':'urn:uuid:b'}}]}}",
                "{'resource':{'resourceType':'Flag','id':'f','subject':{'reference':'Patient/p'},"
                        + "'author':{'reference':'urn:uuid:l'}}}",
                "{'request':{'method':'DELETE','url':'Patient/1'}}");

        assertThat(plan.entries()).isEqualTo(1);
        assertThat(plan.leftByReason())
                .containsEntry("its type is not supported: Basic", 2L)
                .containsEntry("it refers to what is not in these bundles: List", 1L)
                .containsEntry("it refers to an entry that is left out: Flag", 1L)
                .containsEntry("it is no resource with a type and an id: ", 1L)
                .hasSize(4);
    }

    @Test
    void whatIsNotThereIsReportedAndWhatLivesInADirectoryIsNot() {
        BundlePlan plan = plan(
                PATIENT,
                "{'resource':{'resourceType':'Observation','id':'o','subject':{'reference':'Patient/p'},"
                        + "'encounter':{'reference':'Encounter/gone'}}}",
                "{'resource':{'resourceType':'Observation','id':'o2','subject':{'reference':'Patient/p'},"
                        + "'performer':[{'reference':'Practitioner/9'}]}}");

        assertThat(plan.left()).extracting(Left::reason).containsExactly(Left.Reason.DANGLING);
        assertThat(plan.entries()).isEqualTo(2);
    }

    @Test
    void aSearchsetWithTwoPatientsBecomesTwoCards() {
        BundlePlan plan = plan(
                PATIENT,
                "{'resource':{'resourceType':'Patient','id':'q','generalPractitioner':["
                        + "{'reference':'Organization/o'}]}}",
                "{'resource':{'resourceType':'Medication','id':'m'}}",
                "{'resource':{'resourceType':'Organization','id':'o'}}",
                "{'resource':{'resourceType':'Organization','id':'o2'}}",
                "{'resource':{'resourceType':'MedicationRequest','id':'r','subject':{'reference':'Patient/p'},"
                        + "'medicationReference':{'reference':'Medication/m'}}}");

        assertThat(plan.cards()).extracting(CardPlan::patient).containsExactly("p", "q");
        assertThat(plan.cards()).extracting(CardPlan::entries).containsExactly(3, 2);
        assertThat(plan.cards().get(1).steps()).hasSize(1);
        assertThat(plan.left()).extracting(Left::reason).containsExactly(Left.Reason.NO_PATIENT);
    }

    @Test
    void aLaterVersionOfAnEntryComesAfterTheEarlierOne() {
        BundlePlan plan = plan(
                PATIENT,
                "{'resource':{'resourceType':'Condition','id':'c','subject':{'reference':'Patient/p'},"
                        + "'recordedDate':'2026-02-01'}}",
                "{'resource':{'resourceType':'Condition','id':'c','subject':{'reference':'Patient/p'},"
                        + "'recordedDate':'2026-01-01'}}");

        assertThat(plan.cards().get(0).steps().get(2).after()).containsExactly(0, 1);
    }

    @Test
    void whatIsRepeatedWithoutAChangeIsSentOnceAndCounted() {
        BundlePlan plan = plan(
                PATIENT,
                "{'resource':{'resourceType':'Organization','id':'o','name':'x'}}",
                "{'resource':{'resourceType':'Organization','id':'o','name':'x'}}",
                "{'resource':{'resourceType':'Basic','id':'b'}}");

        assertThat(plan.sent()).isEqualTo(2);
        assertThat(plan.supported()).isEqualTo(2);
        assertThat(plan.left())
                .extracting(Left::reason)
                .containsExactlyInAnyOrder(Left.Reason.REPEATED, Left.Reason.UNSUPPORTED_TYPE);
    }

    @Test
    void aFileThatIsNoBundleIsNamed(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("notes.json"), "[1,");

        assertThatThrownBy(() -> BundleReader.directory(directory))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("notes.json");
    }

    private static BundlePlan plan(String... entries) {
        return ORDER.plan(
                Bundles.of("{'resourceType':'Bundle','type':'searchset','entry':[" + String.join(",", entries) + "]}"));
    }

    private static EntryIndex index(Step step) {
        return step.entries().get(0).index();
    }
}
