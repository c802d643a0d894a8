package health.countersign.member.review;

import static health.countersign.member.review.ReviewRule.perEntry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A payment is for a claim that is known, is recorded once, and all payments of a claim do not exceed it. */
public final class PaymentRules {
    private static final String NOTICE = "PaymentNotice";
    private static final String RECONCILIATION = "PaymentReconciliation";
    private static final Set<String> PAID_FOR = Set.of("Claim", "Invoice", "Account", "ChargeItem");

    private PaymentRules() {}

    /** A payment names what it pays, and that is on the card. */
    public static ReviewRule namesClaim() {
        return perEntry(
                "payment-names-no-claim",
                "The payment names no claim that is on the card.",
                (entry, change, card) -> missing(entry, change, card));
    }

    /** A payment is recorded once. */
    public static ReviewRule paidOnce() {
        return ofNotices(
                "paid-twice",
                "The same payment of the claim is already recorded.",
                (notice, change, card) ->
                        others(notice, change, card).anyMatch(other -> samePayment(other.resource(), notice.resource()))
                                ? Stream.of("/payment")
                                : Stream.empty());
    }

    /** All payments of a claim together do not exceed its total. */
    public static ReviewRule withinClaim(RuleSettings settings) {
        return ofNotices(
                "payment-exceeds-claim",
                "This payment and those before it exceed the claim's total, or are in another currency.",
                (notice, change, card) ->
                        exceeds(notice, change, card, settings) ? Stream.of("/amount") : Stream.empty());
    }

    private static ReviewRule ofNotices(String code, String sentence, ReviewRule.EntryCheck check) {
        return perEntry(
                code,
                sentence,
                (entry, change, card) -> entry.type().equals(NOTICE) && !entry.withdrawn()
                        ? check.pointers(entry, change, card)
                        : Stream.empty());
    }

    private static Stream<String> missing(CardEntry entry, ProposedChange change, CardState card) {
        if (entry.type().equals(NOTICE)) {
            return isKnown(entry.resource().path("request"), change, card) ? Stream.empty() : Stream.of("/request");
        }
        return entry.type().equals(RECONCILIATION)
                ? FhirPath.of("detail.request")
                        .located(entry.resource())
                        .filter(request -> !isKnown(request.node(), change, card))
                        .map(FhirPath.Located::pointer)
                : Stream.empty();
    }

    private static boolean isKnown(JsonNode request, ProposedChange change, CardState card) {
        return paidFor(request, change, card)
                .filter(target -> PAID_FOR.contains(target.type()))
                .isPresent();
    }

    private static Optional<CardEntry> paidFor(JsonNode request, ProposedChange change, CardState card) {
        FhirReference reference = FhirReference.of(request.path("reference").asText(""));
        return reference.isLocal() ? change.resolve(reference, card) : Optional.empty();
    }

    /** The other payments of the same claim that still stand. */
    private static Stream<CardEntry> others(CardEntry notice, ProposedChange change, CardState card) {
        Set<String> replaced = change.entries().stream().map(CardEntry::name).collect(Collectors.toSet());
        Set<String> facts = Facts.of(notice, change);
        return Stream.concat(
                        card.entries(NOTICE).filter(other -> !replaced.contains(other.name())),
                        change.entries().stream().filter(other -> other.type().equals(NOTICE)))
                .filter(other -> !other.name().equals(notice.name()) && !other.withdrawn())
                .filter(other -> Facts.of(other, change).equals(facts));
    }

    /** Two records of one payment: the same payment is referred to, or the same amount on the same day. */
    private static boolean samePayment(JsonNode one, JsonNode other) {
        JsonNode payment = one.path("payment");
        boolean sameReference = payment.hasNonNull("reference")
                && payment.get("reference").equals(other.path("payment").path("reference"));
        boolean sameIdentifier = payment.hasNonNull("identifier")
                && payment.get("identifier").equals(other.path("payment").path("identifier"));
        boolean sameFacts = one.path("amount").equals(other.path("amount"))
                && one.hasNonNull("paymentDate")
                && one.path("paymentDate").equals(other.path("paymentDate"));
        return sameReference || sameIdentifier || sameFacts;
    }

    private static boolean exceeds(CardEntry notice, ProposedChange change, CardState card, RuleSettings settings) {
        Optional<Money> total = paidFor(notice.resource().path("request"), change, card)
                .flatMap(claim -> Money.of(claim.resource().path("total")));
        Optional<Money> paid = Stream.concat(Stream.of(notice), others(notice, change, card))
                .flatMap(payment -> Money.of(payment.resource().path("amount")).stream())
                .reduce(Money::plus);
        return total.isPresent()
                && paid.isPresent()
                && (!paid.get().comparable(total.get()) || paid.get().exceeds(total.get(), settings.cents()));
    }
}
