package health.countersign.member.review;

import static health.countersign.member.review.ReviewRule.perEntry;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.member.review.FhirReference.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The coverage that a claim or its answer relies on is in force, where it is known. */
public final class CoverageRules {
    private static final Set<String> INSURED = Set.of("Claim", "ExplanationOfBenefit", "ClaimResponse");
    private static final String COVERAGE = "Coverage";

    private CoverageRules() {}

    /** The coverage is active, and its period, where it says one, meets the time of the care. */
    public static ReviewRule inForce() {
        return perEntry(
                "coverage-not-in-force",
                "The coverage is not active, or was not in force when the care was given.",
                (entry, change, card) -> coverages(entry, change, card)
                        .filter(known -> !inForce(known.coverage(), entry.resource()))
                        .map(Known::pointer));
    }

    /** The coverage covers the person who was cared for. */
    public static ReviewRule coversPatient() {
        return perEntry(
                "coverage-of-another",
                "The coverage is another person's.",
                (entry, change, card) -> coverages(entry, change, card)
                        .filter(known -> !id(known.coverage().path("beneficiary"))
                                .equals(id(entry.resource().path("patient"))))
                        .map(Known::pointer));
    }

    private record Known(String pointer, JsonNode coverage) {}

    /** The coverages that are known: contained in the entry, or on the card; many are only named in words. */
    private static Stream<Known> coverages(CardEntry entry, ProposedChange change, CardState card) {
        if (!INSURED.contains(entry.type()) || entry.withdrawn()) {
            return Stream.empty();
        }
        return FoundReference.at(entry.resource(), "insurance.coverage")
                .flatMap(
                        found -> coverage(found.reference(), entry, change, card)
                                .map(coverage -> new Known(found.pointer(), coverage))
                                .stream());
    }

    private static Optional<JsonNode> coverage(
            FhirReference reference, CardEntry entry, ProposedChange change, CardState card) {
        Optional<JsonNode> known = reference.kind() == Kind.FRAGMENT
                ? FhirPath.of("contained")
                        .all(entry.resource())
                        .filter(contained -> contained.path("id").asText("").equals(reference.id()))
                        .findFirst()
                : change.resolve(reference, card).map(CardEntry::resource);
        return known.filter(coverage -> coverage.path("resourceType").asText("").equals(COVERAGE));
    }

    private static boolean inForce(JsonNode coverage, JsonNode bill) {
        Optional<Span> covered = Span.of(coverage.path("period"));
        Optional<Span> given =
                Span.beginning(bill.path("billablePeriod")).or(() -> Span.beginning(bill.path("created")));
        boolean then = covered.isEmpty()
                || given.isEmpty()
                || covered.get().distance(given.get()).isZero();
        return coverage.path("status").asText("").equals("active") && then;
    }

    private static Optional<String> id(JsonNode reference) {
        FhirReference whom = FhirReference.of(reference.path("reference").asText(""));
        return whom.isLocal() ? Optional.of(whom.id()) : Optional.empty();
    }
}
