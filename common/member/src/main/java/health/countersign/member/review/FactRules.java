package health.countersign.member.review;

import static health.countersign.member.review.ReviewRule.perEntry;

import health.countersign.domain.Finding;
import health.countersign.domain.TouchKey;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A change touches the facts that it changes, and no others, so that two that change the same one collide. */
public final class FactRules {
    private static final Map<String, String> HOLDERS =
            Map.of("billed", "Claim", "answer", "ExplanationOfBenefit", "response", "ClaimResponse");

    private FactRules() {}

    /** Every entry and every fact behind it is among what the change touches. */
    public static ReviewRule touched() {
        return perEntry(
                "fact-untouched",
                "The change does not touch a fact that it changes, so that a second one like it would not collide.",
                (entry, change, card) ->
                        change.touches().keySet().containsAll(needed(entry, change)) ? Stream.empty() : Stream.of(""));
    }

    /** A change that touches what it does not change would only keep others out. */
    public static ReviewRule founded() {
        String code = "touch-unfounded";
        return new ReviewRule.Named(code, "The change touches something that it does not change.", (change, card) -> {
            Set<String> founded = new HashSet<>();
            change.entries().forEach(entry -> founded.addAll(needed(entry, change)));
            return change.touches().keySet().stream().allMatch(name -> founded.contains(name) || structural(name))
                    ? Stream.empty()
                    : Stream.of(Finding.of(code));
        });
    }

    /** Care is billed once. */
    public static ReviewRule billedOnce() {
        return once("billed", "billed-twice", "Another claim that still stands bills the same care.");
    }

    /** A claim is explained once. */
    public static ReviewRule answeredOnce() {
        return once("answer", "answered-twice", "Another explanation of benefit that still stands answers the claim.");
    }

    /** A claim is responded to once. */
    public static ReviewRule respondedOnce() {
        return once("response", "responded-twice", "Another response that still stands responds to the claim.");
    }

    private static ReviewRule once(String kind, String code, String sentence) {
        return perEntry(code, sentence, (entry, change, card) -> {
            Set<String> facts = new HashSet<>(Facts.of(entry, change));
            facts.removeIf(fact -> !fact.startsWith(kind + "|"));
            return !facts.isEmpty() && !entry.withdrawn() && held(facts, HOLDERS.get(kind), entry, change, card)
                    ? Stream.of("")
                    : Stream.empty();
        });
    }

    /** Whether another entry that still stands, as it will be after this change, holds one of the facts. */
    private static boolean held(
            Set<String> facts, String type, CardEntry entry, ProposedChange change, CardState card) {
        Set<String> replaced = change.entries().stream().map(CardEntry::name).collect(Collectors.toSet());
        Stream<CardEntry> kept = card.entries(type).filter(other -> !replaced.contains(other.name()));
        Stream<CardEntry> changed =
                change.entries().stream().filter(other -> other.type().equals(type));
        return Stream.concat(kept, changed)
                .filter(other -> !other.name().equals(entry.name()) && !other.withdrawn())
                .anyMatch(other -> !Collections.disjoint(Facts.of(other, change), facts));
    }

    private static Set<String> needed(CardEntry entry, ProposedChange change) {
        Set<String> needed = new HashSet<>(Facts.of(entry, change));
        needed.add(entry.name());
        return needed;
    }

    private static boolean structural(String name) {
        return name.equals(TouchKey.CARD) || name.startsWith("keys|");
    }
}
