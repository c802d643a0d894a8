package health.countersign.member.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.MalformedException;
import health.countersign.domain.Section;
import health.countersign.member.review.FhirReference.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirReadingTest {
    @ParameterizedTest
    @CsvSource({
        "urn:uuid:77, LOCAL, , 77",
        "Observation/o-1, LOCAL, Observation, o-1",
        "Observation/o-1/_history/2, LOCAL, Observation, o-1",
        "#coverage, FRAGMENT, , coverage",
        "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99, CONDITIONAL, Practitioner, ''",
        "https://fhir.example/r4/Patient/5, EXTERNAL, Patient, https://fhir.example/r4/Patient/5",
        "see attachment, EXTERNAL, , see attachment",
        "Patient/a b, EXTERNAL, , Patient/a b",
    })
    void referencesAreSorted(String text, Kind kind, String type, String id) {
        assertThat(FhirReference.of(text)).isEqualTo(new FhirReference(kind, Optional.ofNullable(type), id));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T10:00:00Z, 2026-01-02T09:00:00-01:00, PT0S",
        "2026-01-02T10:00:00Z, 2026-01-02T10:00:01.5Z, PT1.5S",
        "2026-01-02, 2026-01-03T13:59:59Z, PT0S",
        "2026-01, 2026-03-01T00:00:00Z, P27DT10H",
        "2026, 2025-12-31T12:00:00Z, PT0S",
    })
    void whatIsNotSaidExactlyReachesAsFarAsItMay(String one, String other, Duration distance) {
        Span span = Span.beginningOfIndex(one + "/").orElseThrow();

        assertThat(span.distance(Span.beginningOfIndex(other + "/").orElseThrow()))
                .isEqualTo(distance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "2026/01/02/", "soon/", "2026-13/", "2026-01-02T10:00:00/", "/2026-01-01"})
    void whatIsNoDateIsNone(String period) {
        assertThat(Span.beginningOfIndex(period)).isEmpty();
    }

    @Test
    void anIndexSaysWhatACitationMayOpen() {
        EntryIndex index = EntryIndex.of(RealPatient.the("Procedure", procedure -> true));

        assertThat(index.type()).isEqualTo("Procedure");
        assertThat(index.code()).startsWith("http://snomed.info/sct|");
        assertThat(index.period()).matches("20.*T.*/20.*T.*");
        assertThat(index.encounter()).startsWith("Encounter/");
        assertThat(index.patient()).startsWith("Patient/");
    }

    @Test
    void whatAResourceDoesNotSayIsEmpty() {
        JsonNode medication = json("{\"resourceType\":\"Medication\",\"id\":\"m\"}");

        assertThat(EntryIndex.of(medication)).isEqualTo(new EntryIndex("Medication", "m", "", "", "", ""));
    }

    @Test
    void everyTypeOfTheRealPatientHasItsSection() {
        SectionTable table = SectionTable.r4();

        assertThat(table.sectionOf("Patient")).isEqualTo(Section.IDENTITY);
        assertThat(table.sectionOf("Observation")).isEqualTo(Section.MEDICAL);
        assertThat(table.sectionOf("Claim")).isEqualTo(Section.BILLING);
        assertThat(table.sectionOf("ExplanationOfBenefit")).isEqualTo(Section.INSURANCE);
        assertThat(table.sectionOf("Consent")).isEqualTo(Section.CONSENT);
        assertThat(table.types()).hasSizeGreaterThan(60);
    }

    @Test
    void aTypeThatNoSectionHoldsIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> SectionTable.r4().sectionOf("StructureDefinition"))
                .isInstanceOfSatisfying(
                        SectionTable.UnsupportedTypeException.class,
                        e -> assertThat(e.type()).isEqualTo("StructureDefinition"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\":", "nul"})
    void whatIsNoSingleObjectIsRefused(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> json("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void amountsKeepTheirDigits() {
        assertThat(json("{\"value\":108.80000000000001}").path("value").decimalValue())
                .isEqualByComparingTo("108.80000000000001");
    }

    private static JsonNode json(String text) {
        return FhirJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
