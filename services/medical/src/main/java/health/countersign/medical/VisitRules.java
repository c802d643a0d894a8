package health.countersign.medical;

import health.countersign.member.review.CardEntry;
import health.countersign.member.review.CardState;
import health.countersign.member.review.EntryIndex;
import health.countersign.member.review.FhirReference;
import health.countersign.member.review.ProposedChange;
import health.countersign.member.review.ReviewRule;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A clinical entry begins within the visit that it names. In real data one in ten does not: results and orders come
 * hours to weeks after the visit (docs/data.md), so what is near is remarked and only what is far is refused.
 */
final class VisitRules {
    private VisitRules() {}

    /** An entry begins outside its visit, but not further than its type may. */
    static ReviewRule outside(RuleSettings settings) {
        return ReviewRule.perEntry(
                "outside-visit",
                "The entry does not begin within the visit that it names.",
                (entry, change, card) -> when(distance(entry, change, card)
                        .filter(far -> far.compareTo(settings.encounterSlack()) > 0)
                        .filter(far -> !tooFar(entry, far, settings))
                        .isPresent()));
    }

    /** An entry begins so far from its visit that it cannot have been part of it. */
    static ReviewRule far(RuleSettings settings) {
        return ReviewRule.perEntry(
                "far-from-visit",
                "The entry begins too long before or after the visit that it names.",
                (entry, change, card) -> when(distance(entry, change, card)
                        .filter(far -> tooFar(entry, far, settings))
                        .isPresent()));
    }

    /** A date that cannot be read would escape every rule about time. */
    static ReviewRule dated() {
        return ReviewRule.perEntry("date-unreadable", "The entry's date cannot be read.", (entry, change, card) -> {
            String period = EntryIndex.of(entry.resource()).period();
            return when(!period.isEmpty()
                    && !period.startsWith("/")
                    && Span.beginningOfIndex(period).isEmpty());
        });
    }

    /** What ends does not end before it began. */
    static ReviewRule forward() {
        return ReviewRule.perEntry(
                "ends-before-it-begins",
                "The entry's period ends before it begins.",
                (entry, change, card) ->
                        when(Span.ofIndex(EntryIndex.of(entry.resource()).period())
                                .filter(span -> span.latest().isBefore(span.earliest()))
                                .isPresent()));
    }

    private static boolean tooFar(CardEntry entry, Duration far, RuleSettings settings) {
        return settings.within(entry.type())
                .filter(within -> far.compareTo(within) > 0)
                .isPresent();
    }

    private static Optional<Duration> distance(CardEntry entry, ProposedChange change, CardState card) {
        EntryIndex index = EntryIndex.of(entry.resource());
        Optional<Span> began = Span.beginningOfIndex(index.period());
        Optional<Span> visit = Optional.of(index.encounter())
                .filter(name -> !name.isEmpty())
                .flatMap(name -> change.resolve(FhirReference.of(name), card))
                .flatMap(encounter -> visit(EntryIndex.of(encounter.resource()).period()));
        return began.flatMap(begin -> visit.map(begin::distance));
    }

    /** The time of a visit; one that has no end yet is still going on. */
    private static Optional<Span> visit(String period) {
        return period.endsWith("/")
                ? Span.beginningOfIndex(period).map(begin -> new Span(begin.earliest(), Instant.MAX))
                : Span.ofIndex(period);
    }

    private static Stream<String> when(boolean wrong) {
        return wrong ? Stream.of("") : Stream.empty();
    }
}
