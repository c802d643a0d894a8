package health.countersign.billing;

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
import health.countersign.member.review.ProposedChange;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.SectionTable;
import health.countersign.member.review.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A real pharmacy claim of a bundled patient and the insurer's answer, as the billing office sees them. */
class BillingRulesTest {
    private static final JsonNode BUNDLE = read();

    @Test
    void theInsurersRealAnswerIsApproved() {
        assertThat(review(answer())).isEqualTo(new Verdict(List.of(), List.of()));
    }

    @Test
    void anAnswerThatPretendsAnotherAmountWasClaimedIsRefused() {
        ObjectNode answer = answer();
        ((ObjectNode) answer.at("/total/0/amount")).put("value", 1);

        assertThat(review(answer).refusals()).containsExactly(new Finding("answer-differs", "/entries/0/total"));
    }

    @Test
    void anAnswerToAClaimThatWasNeverMadeIsRefused() {
        ObjectNode answer = answer();
        ((ObjectNode) answer.path("claim")).put("reference", "Claim/never-made");

        assertThat(review(answer).refusals())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("reference-unresolved", "answer-names-no-claim");
    }

    @Test
    void clinicalReferencesThatItMayNotReadAreNotItsToJudge() {
        assertThat(answer().at("/item/0/encounter/0/reference").asText()).startsWith("urn:uuid:");
        assertThat(review(answer()).approves()).isTrue();
    }

    private static Verdict review(ObjectNode answer) {
        CardMemory card = new CardMemory(EnumSet.of(Section.IDENTITY, Section.BILLING, Section.INSURANCE));
        for (JsonNode entry : BUNDLE.path("entry")) {
            JsonNode resource = entry.path("resource");
            Section section =
                    SectionTable.r4().sectionOf(resource.path("resourceType").asText());
            if (section != Section.INSURANCE) {
                card.apply(new ChangeId("ab".repeat(32)), List.of(CardEntry.proposed(resource, section)));
            }
        }
        CardEntry entry = CardEntry.proposed(answer, Section.INSURANCE);
        String claim = answer.at("/claim/reference").asText().replace("urn:uuid:", "Claim/");
        return BillingRules.book(RuleSettings.defaults())
                .review(
                        new ProposedChange(
                                new CardId("5a4d1a2c-3f0e-4c9f-9d9e-1f6f2f7f0a11"),
                                Section.INSURANCE,
                                new OrganizationId("insurer"),
                                "test",
                                List.of(entry),
                                Map.of(entry.name(), Optional.empty(), "answer|" + claim, Optional.empty()),
                                List.of()),
                        card);
    }

    private static ObjectNode answer() {
        return BUNDLE.at("/entry/2/resource").deepCopy();
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(BillingRulesTest.class.getResourceAsStream("pharmacy.json"))) {
            return FhirJson.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
