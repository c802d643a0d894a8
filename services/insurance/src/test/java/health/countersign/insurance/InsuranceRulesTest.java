package health.countersign.insurance;

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
import health.countersign.member.review.CitedEntry;
import health.countersign.member.review.EntryIndex;
import health.countersign.member.review.Facts;
import health.countersign.member.review.FhirJson;
import health.countersign.member.review.ProposedChange;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A real pharmacy claim of a bundled patient, as the insurer sees it: the prescription only through citations. */
class InsuranceRulesTest {
    private static final ChangeId CARE = new ChangeId("ab".repeat(32));
    private static final JsonNode BUNDLE = read();

    @Test
    void aClaimThatCitesItsCareIsApprovedUnseen() {
        assertThat(review(claim(), citations())).isEqualTo(new Verdict(List.of(), List.of()));
    }

    @Test
    void aClaimForCareThatNeverHappenedIsRefused() {
        assertThat(codes(review(claim(), List.of()))).containsOnly("care-uncited");
    }

    @Test
    void aClaimForAnotherDrugThanWasPrescribedIsRefused() {
        ObjectNode claim = claim();
        ((ObjectNode) claim.at("/item/0/productOrService/coding/0")).put("code", "1049504");

        assertThat(review(claim, citations()).refusals())
                .containsExactly(new Finding("care-code-differs", "/entries/0/item/0/productOrService"));
    }

    @Test
    void citationsOfAnotherPatientsCareAreRefused() {
        List<CitedEntry> foreign = citations().stream()
                .map(cited -> new CitedEntry(
                        cited.change(),
                        cited.type(),
                        cited.id(),
                        cited.code(),
                        cited.period(),
                        cited.encounter(),
                        Optional.of("Patient/another")))
                .toList();

        assertThat(codes(review(claim(), foreign))).containsOnly("patient-foreign");
    }

    private static Verdict review(ObjectNode claim, List<CitedEntry> citations) {
        CardMemory card = new CardMemory(EnumSet.of(Section.IDENTITY, Section.BILLING, Section.INSURANCE));
        card.apply(CARE, List.of(CardEntry.proposed(BUNDLE.at("/entry/0/resource"), Section.IDENTITY)));
        CardEntry entry = CardEntry.proposed(claim, Section.BILLING);
        Map<String, Optional<ChangeId>> touches = new HashMap<>();
        touches.put(entry.name(), Optional.empty());
        Facts.of(claim, reference -> Optional.empty()).forEach(fact -> touches.put(fact, Optional.empty()));
        return InsuranceRules.book(RuleSettings.defaults())
                .review(
                        new ProposedChange(
                                new CardId("5a4d1a2c-3f0e-4c9f-9d9e-1f6f2f7f0a11"),
                                Section.BILLING,
                                new OrganizationId("billing-office"),
                                "test",
                                List.of(entry),
                                touches,
                                citations),
                        card);
    }

    /** What the hospital opens of the visit and the prescription. */
    private static List<CitedEntry> citations() {
        return List.of(
                EntryIndex.of(BUNDLE.at("/entry/1/resource")).cite(CARE),
                EntryIndex.of(BUNDLE.at("/entry/2/resource")).cite(CARE));
    }

    private static ObjectNode claim() {
        return BUNDLE.at("/entry/3/resource").deepCopy();
    }

    private static List<String> codes(Verdict verdict) {
        return verdict.refusals().stream().map(Finding::code).toList();
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(InsuranceRulesTest.class.getResourceAsStream("pharmacy.json"))) {
            return FhirJson.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
