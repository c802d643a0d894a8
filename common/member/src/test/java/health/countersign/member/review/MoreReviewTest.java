package health.countersign.member.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.Finding;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the examples alone do not show: the legitimate neighbors of an attack, and reviewers that see less. */
class MoreReviewTest {
    private static final RuleSettings SETTINGS = RuleSettings.defaults();
    private static final RuleBook BOOK = RuleBook.of(SharedRules.all(SETTINGS), SETTINGS);

    @Test
    void whoMayNotReadCareRefusesAClaimForCareThatNeverHappened() {
        Scene scene = Scene.withoutMedical(RealPatient.claim()).uncited();

        assertThat(scene.ask(BOOK).refusals()).extracting(Finding::code).containsOnly("care-uncited");
    }

    @Test
    void whoMayNotReadCareComparesTheClaimWithItsCitations() {
        Scene scene = Scene.withoutMedical(RealPatient.claim())
                .set("/procedure/0/procedureReference/reference", "urn:uuid:f0000000-0000-4000-8000-000000000001")
                .citing(new CitedEntry(
                        RealPatient.change("x"),
                        "Procedure",
                        "f0000000-0000-4000-8000-000000000001",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Encounter/another"),
                        Optional.of("Patient/another")));

        assertThat(scene.ask(BOOK).refusals())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("patient-foreign", "care-of-another-visit");
    }

    @Test
    void theSameVisitCannotBeBilledUnderAnotherFormOfItsReference() {
        String visit = RealPatient.claim().at("/item/0/encounter/0/reference").asText();
        Scene scene = Scene.withoutMedical(RealPatient.claim())
                .set("/id", "again")
                .set("/item/0/encounter/0/reference", visit.replace("urn:uuid:", "Encounter/"))
                .onCard(RealPatient.claim());

        assertThat(scene.ask(BOOK).refusals()).extracting(Finding::code).containsExactly("billed-twice");
    }

    @Test
    void careIsBilledAgainWhenTheFirstClaimWasCancelled() {
        Scene scene = Scene.of(RealPatient.claim())
                .set("/id", "again")
                .onCard(RealPatient.claim().put("status", "cancelled"));

        assertThat(scene.ask(BOOK).refusals()).isEmpty();
    }

    @Test
    void aClaimCorrectsItself() {
        Scene scene = Scene.of(RealPatient.claim()).onCard(RealPatient.claim());
        scene.touching(scene.name(), Optional.of(RealPatient.change(scene.name())));

        assertThat(scene.ask(BOOK).refusals()).isEmpty();
    }

    @Test
    void partialPaymentsUpToTheTotalAreFine() {
        BigDecimal total = RealPatient.claim().at("/total/value").decimalValue();
        ObjectNode first = RealPatient.payment().put("id", "payment-0").put("paymentDate", "2023-05-01");
        ((ObjectNode) first.path("amount")).put("value", new BigDecimal("10.00"));

        Scene rest = Scene.of(RealPatient.payment())
                .onCard(first)
                .set("/amount/value", total.subtract(new BigDecimal("10.00")));
        Scene all = Scene.of(RealPatient.payment()).onCard(first);

        assertThat(rest.ask(BOOK).refusals()).isEmpty();
        assertThat(all.ask(BOOK).refusals()).extracting(Finding::code).containsExactly("payment-exceeds-claim");
    }

    @Test
    void aClaimWhoseItemsAllHaveANetThatAddsUpIsFine() {
        Scene scene = Scene.of(RealPatient.claim()).edit(claim -> {
            claim.path("item")
                    .forEach(item -> ((ObjectNode) item).putObject("net").put("value", 1.5));
            ((ObjectNode) claim.path("total"))
                    .put("value", 1.5 * claim.path("item").size());
        });

        assertThat(scene.ask(BOOK).refusals()).isEmpty();
    }

    @Test
    void aCoverageThatEndedBeforeTheCareIsRefusedAndOneThatReachesItIsNot() {
        Scene ended = Scene.of(RealPatient.answer()).edit(answer -> period(answer, "2001-01-01", "2002-01-01"));
        Scene reaches = Scene.of(RealPatient.answer()).edit(answer -> period(answer, "2001-01-01", null));

        assertThat(ended.ask(BOOK).refusals()).extracting(Finding::code).containsExactly("coverage-not-in-force");
        assertThat(reaches.ask(BOOK).refusals()).isEmpty();
    }

    @Test
    void aPrescriptionAndItsVisitAreBilledByTwoClaims() {
        Set<String> visit = facts(RealPatient.claim());
        Set<String> pharmacy = facts(RealPatient.pharmacyClaim());

        assertThat(visit).anyMatch(fact -> fact.startsWith("billed|Encounter/"));
        assertThat(visit).anyMatch(fact -> fact.startsWith("billed|Procedure/"));
        assertThat(visit).anyMatch(fact -> fact.startsWith("billed|Immunization/"));
        assertThat(pharmacy).hasSize(1).allMatch(fact -> fact.startsWith("billed|MedicationRequest/"));
    }

    @Test
    void answersAndPaymentsHoldTheFactOfTheirClaim() {
        String claim = "Claim/" + RealPatient.claim().path("id").asText();

        assertThat(facts(RealPatient.answer())).containsExactly("answer|" + claim);
        assertThat(facts(RealPatient.payment())).containsExactly("paid|" + claim);
        assertThat(facts(RealPatient.the("Observation", observation -> true))).isEmpty();
    }

    @Test
    void aHostileFieldNameCannotBreakAFinding() {
        Scene scene = Scene.of(RealPatient.the("Observation", observation -> true))
                .edit(observation ->
                        observation.putObject("Brady998 Weissnat378 was here").put("reference", "urn:uuid:nowhere"));

        assertThat(scene.ask(BOOK).refusals()).containsExactly(new Finding("reference-unresolved", "/entries/0"));
    }

    @Test
    void aFloodOfFindingsIsCut() {
        Scene scene = Scene.of(RealPatient.the("Observation", observation -> true))
                .edit(observation -> {
                    for (int i = 0; i < 100; i++) {
                        observation.withArray("/derivedFrom").addObject().put("reference", "Observation/none-" + i);
                    }
                });

        assertThat(scene.ask(BOOK).refusals()).hasSize(Verdict.FINDINGS_PER_RULE);
    }

    private static Set<String> facts(JsonNode resource) {
        return Facts.of(
                resource,
                reference -> RealPatient.resources().stream()
                        .filter(other -> reference.means(
                                other.path("resourceType").asText(),
                                other.path("id").asText()))
                        .map(other -> other.path("resourceType").asText())
                        .findFirst());
    }

    private static void period(ObjectNode answer, String start, String end) {
        answer.path("contained").forEach(contained -> {
            if (contained.path("resourceType").asText().equals("Coverage")) {
                ((ObjectNode) contained).putObject("period").put("start", start).put("end", end);
            }
        });
    }
}
