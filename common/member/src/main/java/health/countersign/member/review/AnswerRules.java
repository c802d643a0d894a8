package health.countersign.member.review;

import static health.countersign.member.review.ReviewRule.perEntry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An insurer's answer is to a claim that is known, and matches it. */
public final class AnswerRules {
    private static final String CLAIM = "Claim";
    private static final Map<String, String> CLAIM_FIELD =
            Map.of("ExplanationOfBenefit", "claim", "ClaimResponse", "request");
    private static final FhirPath CODING = FhirPath.of("coding");

    private AnswerRules() {}

    /** An answer that names a claim names one that is on the card. */
    public static ReviewRule namesClaim() {
        return perEntry(
                "answer-names-no-claim",
                "The answer names a claim that is not on the card.",
                (entry, change, card) -> Optional.ofNullable(CLAIM_FIELD.get(entry.type())).stream()
                        .filter(field -> entry.resource().has(field)
                                && claim(entry, change, card).isEmpty())
                        .map(field -> "/" + field));
    }

    /** An answer without a claim cannot be compared with one. */
    public static ReviewRule saysWhich() {
        return perEntry(
                "answer-without-claim",
                "The answer does not say which claim it answers.",
                (entry, change, card) -> Optional.ofNullable(CLAIM_FIELD.get(entry.type())).stream()
                        .filter(field -> !entry.resource().has(field))
                        .map(field -> ""));
    }

    /** An answer repeats the claim's person, type, submitted total and visits as the claim has them. */
    public static ReviewRule matches(RuleSettings settings) {
        return ofAnswers(
                "answer-differs",
                "The answer is about another person, type, submitted amount or visit than the claim.",
                (answer, claim) -> differences(answer, claim, settings));
    }

    /** An answer's items and diagnoses are those of the claim; some insurers bundle or split them. */
    public static ReviewRule sameItems() {
        return ofAnswers(
                "answer-items-differ", "The answer has other items or diagnoses than the claim.", (answer, claim) -> {
                    Stream<String> items =
                            codes(answer, "item").equals(codes(claim, "item")) ? Stream.empty() : Stream.of("/item");
                    Stream<String> diagnoses = ids(claim, "diagnosis.diagnosisReference")
                                    .containsAll(ids(answer, "diagnosis.diagnosisReference"))
                            ? Stream.empty()
                            : Stream.of("/diagnosis");
                    return Stream.concat(items, diagnoses);
                });
    }

    /** An answer that pays more than was claimed is unusual; it occurs in real data. */
    public static ReviewRule paysNoMore(RuleSettings settings) {
        return ofAnswers(
                "answer-pays-more",
                "The answer pays more than the claim's total.",
                (answer, claim) -> Money.of(answer.path("payment").path("amount"))
                        .filter(paid -> Money.of(claim.path("total"))
                                .filter(total -> !paid.comparable(total) || paid.exceeds(total, settings.cents()))
                                .isPresent())
                        .map(paid -> "/payment/amount")
                        .stream());
    }

    @FunctionalInterface
    private interface Comparison {
        Stream<String> pointers(JsonNode answer, JsonNode claim);
    }

    private static ReviewRule ofAnswers(String code, String sentence, Comparison comparison) {
        return perEntry(
                code,
                sentence,
                (entry, change, card) -> CLAIM_FIELD.containsKey(entry.type()) && !entry.withdrawn()
                        ? claim(entry, change, card).stream()
                                .flatMap(claim -> comparison.pointers(entry.resource(), claim.resource()))
                        : Stream.empty());
    }

    private static Optional<CardEntry> claim(CardEntry answer, ProposedChange change, CardState card) {
        JsonNode field = answer.resource().path(CLAIM_FIELD.get(answer.type()));
        FhirReference reference = FhirReference.of(field.path("reference").asText(""));
        return reference.isLocal()
                ? change.resolve(reference, card).filter(entry -> entry.type().equals(CLAIM))
                : Optional.empty();
    }

    private static Stream<String> differences(JsonNode answer, JsonNode claim, RuleSettings settings) {
        Stream.Builder<String> differences = Stream.builder();
        if (!ids(answer, "patient").equals(ids(claim, "patient"))) {
            differences.add("/patient");
        }
        if (!answer.path("type").isMissingNode() && !sameType(answer, claim)) {
            differences.add("/type");
        }
        if (!ids(claim, "item.encounter").containsAll(ids(answer, "item.encounter"))) {
            differences.add("/item");
        }
        submitted(answer)
                .filter(said -> Money.of(claim.path("total"))
                        .filter(total -> said.differs(total, settings.cents()))
                        .isPresent())
                .ifPresent(said -> differences.add("/total"));
        return differences.build();
    }

    private static boolean sameType(JsonNode answer, JsonNode claim) {
        List<JsonNode> theirs =
                CODING.all(claim.path("type")).map(node -> node.path("code")).toList();
        return theirs.isEmpty()
                || CODING.all(answer.path("type"))
                        .map(node -> node.path("code"))
                        .anyMatch(theirs::contains);
    }

    /** The total that an answer says was submitted. */
    private static Optional<Money> submitted(JsonNode answer) {
        return FhirPath.of("total")
                .all(answer)
                .filter(total -> FhirPath.of("category.coding")
                        .all(total)
                        .anyMatch(coding -> coding.path("code").asText("").equals("submitted")))
                .flatMap(total -> Money.of(total.path("amount")).stream())
                .findFirst();
    }

    private static List<List<JsonNode>> codes(JsonNode resource, String items) {
        return FhirPath.of(items)
                .all(resource)
                .map(item -> CODING.all(item.path("productOrService"))
                        .map(coding -> coding.path("code"))
                        .toList())
                .toList();
    }

    /** The ids that the references at a path mean, whichever form they have. */
    private static Set<String> ids(JsonNode resource, String path) {
        return FoundReference.at(resource, path)
                .map(found -> found.reference().id())
                .collect(Collectors.toSet());
    }
}
