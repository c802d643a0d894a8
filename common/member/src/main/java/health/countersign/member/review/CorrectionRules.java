package health.countersign.member.review;

import static health.countersign.member.review.ReviewRule.perEntry;

import java.util.stream.Stream;

/** A correction names the version that it corrects. */
public final class CorrectionRules {
    private CorrectionRules() {}

    /** An entry that is already there is only changed by a change that says which version its author saw. */
    public static ReviewRule namesVersion() {
        return perEntry(
                "correction-without-version",
                "The entry is already on the card, and the correction does not name the version that it corrects.",
                (entry, change, card) ->
                        isOnCard(entry, card) && change.base(entry.name()).isEmpty() ? Stream.of("") : Stream.empty());
    }

    /** A correction corrects something. */
    public static ReviewRule ofSomething() {
        return perEntry(
                "correction-of-nothing",
                "The change names a version of an entry that is not on the card.",
                (entry, change, card) ->
                        !isOnCard(entry, card) && change.base(entry.name()).isPresent()
                                ? Stream.of("")
                                : Stream.empty());
    }

    private static boolean isOnCard(CardEntry entry, CardState card) {
        return card.foundation(FhirReference.of(entry.name())).isPresent();
    }
}
