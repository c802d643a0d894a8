package health.countersign.medical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Finding;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import health.countersign.member.review.CardEntry;
import health.countersign.member.review.CardMemory;
import health.countersign.member.review.FhirJson;
import health.countersign.member.review.FhirReference;
import health.countersign.member.review.ProposedChange;
import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.SectionTable;
import health.countersign.member.review.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Visits and results of the last of the bundled patients, unchanged and with other dates. */
class MedicalRulesTest {
    private static final JsonNode BUNDLE = read();
    private static final RuleBook BOOK = MedicalRules.book(RuleSettings.defaults());

    @Test
    void anObservationDuringItsVisitIsFine() {
        assertThat(review(the("Observation"))).isEqualTo(new Verdict(List.of(), List.of()));
    }

    @Test
    void aReportOneHourAfterItsVisitIsARemark() {
        Verdict verdict = review(the("DiagnosticReport"));

        assertThat(verdict.refusals()).isEmpty();
        assertThat(verdict.remarks()).containsExactly(new Finding("outside-visit", "/entries/0"));
    }

    @Test
    void anObservationWeeksBeforeOrAfterItsVisitIsRefused() {
        assertThat(codes(review(moved("Observation", "effectiveDateTime", Period.ofDays(21)))))
                .containsExactly("far-from-visit");
        assertThat(codes(review(moved("Observation", "effectiveDateTime", Period.ofDays(-3)))))
                .containsExactly("far-from-visit");
    }

    @Test
    void aPrescriptionThreeWeeksAfterItsVisitIsARemarkAndOneAYearAfterIsRefused() {
        assertThat(review(moved("MedicationRequest", "authoredOn", Period.ofDays(21)))
                        .approves())
                .isTrue();
        assertThat(codes(review(moved("MedicationRequest", "authoredOn", Period.ofDays(365)))))
                .containsExactly("far-from-visit");
    }

    @Test
    void aDateThatCannotBeReadIsRefused() {
        ObjectNode observation = the("Observation").put("effectiveDateTime", "about noon");

        assertThat(codes(review(observation))).containsExactly("date-unreadable");
    }

    @Test
    void aVisitThatEndsBeforeItBeginsIsRefused() {
        ObjectNode visit = the("Encounter");
        ((ObjectNode) visit.path("period")).put("end", "1990-01-01T00:00:00Z");

        assertThat(codes(review(visit))).containsExactly("ends-before-it-begins");
        assertThat(review(the("Encounter")).approves()).isTrue();
    }

    @Test
    void aVisitThatGoesOnTakesWhateverComesLater() {
        CardMemory card = card("Observation");
        ObjectNode observation = the("Observation");
        FhirReference visit =
                FhirReference.of(observation.at("/encounter/reference").asText());
        CardEntry entry = card.find(visit).orElseThrow();
        ObjectNode open = entry.resource().deepCopy();
        ((ObjectNode) open.path("period")).remove("end");
        card.put(new CardEntry(entry.type(), entry.id(), open, entry.section(), entry.version()));
        observation.put("effectiveDateTime", "2026-03-01T10:00:00Z");

        assertThat(review(observation, card, BOOK)).isEqualTo(new Verdict(List.of(), List.of()));
    }

    @Test
    void howFarIsFarIsASetting() {
        RuleSettings strict = RuleSettings.of(Map.of("within.DiagnosticReport", "PT10M"));
        RuleSettings mild = RuleSettings.of(Map.of("encounter-slack", "PT3H"));

        assertThat(codes(review(the("DiagnosticReport"), card("DiagnosticReport"), MedicalRules.book(strict))))
                .containsExactly("far-from-visit");
        assertThat(review(the("DiagnosticReport"), card("DiagnosticReport"), MedicalRules.book(mild))
                        .remarks())
                .isEmpty();
    }

    @Test
    void theBookHoldsEachCodeOnce() {
        assertThat(BOOK.catalogue())
                .containsKeys("far-from-visit", "care-uncited", "answer-differs")
                .hasSize(40);
    }

    private static Verdict review(ObjectNode resource) {
        return review(resource, card(resource.path("resourceType").asText()), BOOK);
    }

    private static Verdict review(ObjectNode resource, CardMemory card, RuleBook book) {
        CardEntry entry = CardEntry.proposed(resource, Section.MEDICAL);
        return book.review(
                new ProposedChange(
                        new CardId("5a4d1a2c-3f0e-4c9f-9d9e-1f6f2f7f0a11"),
                        Section.MEDICAL,
                        new OrganizationId("clinic"),
                        "test",
                        List.of(entry),
                        Map.of(entry.name(), Optional.empty()),
                        List.of()),
                card);
    }

    /** The card with everything but the first entry of a type. */
    private static CardMemory card(String without) {
        CardMemory card = new CardMemory(EnumSet.allOf(Section.class));
        JsonNode left = the(without);
        BUNDLE.path("entry").forEach(entry -> {
            JsonNode resource = entry.path("resource");
            Section section =
                    SectionTable.r4().sectionOf(resource.path("resourceType").asText());
            if (!resource.equals(left)) {
                card.apply(new ChangeId("ab".repeat(32)), List.of(CardEntry.proposed(resource, section)));
            }
        });
        return card;
    }

    private static ObjectNode moved(String type, String field, TemporalAmount by) {
        ObjectNode resource = the(type);
        OffsetDateTime at = OffsetDateTime.parse(resource.path(field).asText());
        return resource.put(field, at.plus(by).toString());
    }

    private static ObjectNode the(String type) {
        for (JsonNode entry : BUNDLE.path("entry")) {
            if (entry.at("/resource/resourceType").asText().equals(type)) {
                return entry.path("resource").deepCopy();
            }
        }
        throw new IllegalStateException(type);
    }

    private static List<String> codes(Verdict verdict) {
        return verdict.refusals().stream().map(Finding::code).toList();
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(MedicalRulesTest.class.getResourceAsStream("visits.json"))) {
            return FhirJson.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
