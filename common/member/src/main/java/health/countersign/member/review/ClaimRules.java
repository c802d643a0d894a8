package health.countersign.member.review;

import static health.countersign.member.review.ReviewRule.perEntry;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A claim bills care that is confirmed, that it cites, and that it describes as it was. */
public final class ClaimRules {
    private static final String CLAIM = "Claim";
    private static final List<String> VISITS = List.of("item.encounter");
    private static final List<String> BILLED =
            List.of("procedure.procedureReference", "prescription", "supportingInfo.valueReference");
    private static final Duration BILLABLE_SLACK = Duration.ofDays(2);

    private ClaimRules() {}

    /** A claim without care is a claim for nothing. */
    public static ReviewRule billsCare() {
        return ofClaims(
                "claim-without-care",
                "The claim names no care of this card that it bills.",
                (claim, change, card) -> Facts.of(claim, change).isEmpty() ? Stream.of("") : Stream.empty());
    }

    /** All clinical entries that a claim names are cited, so that who may not read them can check that they exist. */
    public static ReviewRule citesCare() {
        return ofClaims(
                "care-uncited",
                "The claim names care without a citation that proves that it is confirmed.",
                (claim, change, card) -> CareCitations.neededBy(claim.resource())
                        .filter(found -> change.cited(found.reference()).isEmpty())
                        .filter(found -> !knownElsewhere(found.reference(), change, card))
                        .map(FoundReference::pointer));
    }

    /** Who reads the cited section looks whether what is cited still stands. */
    public static ReviewRule careStands() {
        return ofClaims(
                "care-withdrawn",
                "The care that the claim cites was taken back.",
                (claim, change, card) -> CareCitations.neededBy(claim.resource())
                        .filter(found -> card.find(found.reference())
                                .filter(CardEntry::withdrawn)
                                .isPresent())
                        .map(FoundReference::pointer));
    }

    /** Who reads the cited section says when it has changed since. */
    public static ReviewRule careCurrent() {
        return ofClaims(
                "citation-outdated",
                "The care that the claim cites has been corrected since.",
                (claim, change, card) -> CareCitations.neededBy(claim.resource())
                        .filter(found -> outdated(found.reference(), change, card))
                        .map(FoundReference::pointer));
    }

    /** A billed procedure, vaccination or drug is coded as it was documented, where both use one code system. */
    public static ReviewRule sameCode() {
        return ofClaims(
                "care-code-differs",
                "An item bills another code than the cited care has.",
                (claim, change, card) -> FhirPath.of("item")
                        .located(claim.resource())
                        .filter(item -> billedByItem(claim.resource(), item.node())
                                .anyMatch(reference -> codeDiffers(item.node(), reference, change)))
                        .map(item -> item.pointer() + "/productOrService"));
    }

    /** What a claim bills beside a visit was done at that visit; so it cannot be billed again with another. */
    public static ReviewRule sameVisit() {
        return ofClaims(
                "care-of-another-visit",
                "The cited care belongs to another visit than the claim.",
                (claim, change, card) -> {
                    Set<String> visits = CareCitations.at(claim.resource(), VISITS)
                            .map(found -> found.reference().id())
                            .collect(Collectors.toSet());
                    return CareCitations.at(claim.resource(), BILLED)
                            .filter(found -> change.cited(found.reference())
                                    .flatMap(CitedEntry::encounter)
                                    .filter(visit -> !visits.isEmpty()
                                            && !visits.contains(visit.substring(visit.indexOf('/') + 1)))
                                    .isPresent())
                            .map(FoundReference::pointer);
                });
    }

    /** A claim is about the time of the visits that it bills. */
    public static ReviewRule sameTime() {
        return ofClaims(
                "claim-period-differs",
                "The visit that the claim cites was not in the claim's billable period.",
                (claim, change, card) -> CareCitations.at(claim.resource(), VISITS)
                        .filter(found -> change.cited(found.reference())
                                .filter(visit -> apart(claim, visit))
                                .isPresent())
                        .map(FoundReference::pointer));
    }

    private static ReviewRule ofClaims(String code, String sentence, ReviewRule.EntryCheck check) {
        return perEntry(
                code,
                sentence,
                (entry, change, card) -> entry.type().equals(CLAIM) && !entry.withdrawn()
                        ? check.pointers(entry, change, card)
                        : Stream.empty());
    }

    /** Whether the target is an entry that all readers of the claim can read: it needs no citation. */
    private static boolean knownElsewhere(FhirReference reference, ProposedChange change, CardState card) {
        return change.resolve(reference, card)
                .filter(entry -> entry.section() != Section.MEDICAL)
                .isPresent();
    }

    private static boolean outdated(FhirReference reference, ProposedChange change, CardState card) {
        return card.find(reference)
                .flatMap(CardEntry::version)
                .flatMap(current ->
                        change.cited(reference).filter(cited -> !cited.change().equals(current)))
                .isPresent();
    }

    /** The clinical entries that an item says it bills, by its sequence numbers or as the claim's prescription. */
    private static Stream<FhirReference> billedByItem(JsonNode claim, JsonNode item) {
        BiPredicate<JsonNode, String> named = (entry, sequences) -> FhirPath.of(sequences)
                .all(item)
                .anyMatch(sequence ->
                        sequence.asText().equals(entry.path("sequence").asText("")));
        Stream<JsonNode> procedures = FhirPath.of("procedure")
                .all(claim)
                .filter(entry -> named.test(entry, "procedureSequence"))
                .map(entry -> entry.path("procedureReference"));
        Stream<JsonNode> information = FhirPath.of("supportingInfo")
                .all(claim)
                .filter(entry -> named.test(entry, "informationSequence"))
                .map(entry -> entry.path("valueReference"));
        return Stream.of(procedures, information, Stream.of(claim.path("prescription")))
                .flatMap(nodes -> nodes)
                .map(node -> FhirReference.of(node.path("reference").asText("")))
                .filter(FhirReference::isLocal);
    }

    private static boolean codeDiffers(JsonNode item, FhirReference care, ProposedChange change) {
        Optional<String> documented = change.cited(care).flatMap(CitedEntry::code);
        List<String> billed = FhirPath.of("productOrService.coding")
                .all(item)
                .map(coding -> coding.path("system").asText("") + "|"
                        + coding.path("code").asText(""))
                .toList();
        return documented
                .filter(code -> !billed.contains(code))
                .filter(code -> billed.stream().anyMatch(other -> system(other).equals(system(code))))
                .isPresent();
    }

    private static String system(String code) {
        return code.substring(0, code.lastIndexOf('|'));
    }

    private static boolean apart(CardEntry claim, CitedEntry visit) {
        Optional<Span> billable = Span.of(claim.resource().path("billablePeriod"));
        Optional<Span> documented = visit.period().flatMap(Span::ofIndex);
        return billable.isPresent()
                && documented.isPresent()
                && billable.get().distance(documented.get()).compareTo(BILLABLE_SLACK) > 0;
    }
}
