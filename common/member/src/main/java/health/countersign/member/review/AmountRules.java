package health.countersign.member.review;

import static health.countersign.member.review.ReviewRule.perEntry;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sums of money add up where everything that they are made of is said. */
public final class AmountRules {
    private static final Map<String, Sum> SUMS = Map.of(
            "Claim", new Sum("item", "net", "total"),
            "PaymentReconciliation", new Sum("detail", "amount", "paymentAmount"));
    private static final Map<String, List<String>> AMOUNTS = Map.of(
            "Claim", List.of("total"),
            "Invoice", List.of("totalNet", "totalGross"),
            "PaymentNotice", List.of("amount"),
            "PaymentReconciliation", List.of("paymentAmount"),
            "ExplanationOfBenefit", List.of("total.amount", "payment.amount"),
            "ClaimResponse", List.of("total.amount", "payment.amount"));

    private AmountRules() {}

    /** Where every item has a net amount, they add up to the total; synthetic claims never say all of them. */
    public static ReviewRule addUp(RuleSettings settings) {
        return perEntry(
                "items-do-not-add-up",
                "Every item has a net amount, and they do not add up to the total.",
                (entry, change, card) -> Optional.ofNullable(SUMS.get(entry.type())).stream()
                        .filter(sum -> sum.isWrong(entry.resource(), settings.cents()))
                        .map(sum -> "/" + sum.total()));
    }

    /** Totals and payments are amounts that somebody can owe. */
    public static ReviewRule inRange() {
        return perEntry(
                "amount-out-of-range",
                "A total or a payment is negative, or no amount that a currency has.",
                (entry, change, card) -> AMOUNTS.getOrDefault(entry.type(), List.of()).stream()
                        .flatMap(path -> FhirPath.of(path).located(entry.resource()))
                        .filter(amount -> Money.of(amount.node())
                                .filter(money -> money.value().signum() >= 0)
                                .isEmpty())
                        .map(FhirPath.Located::pointer));
    }

    /** An item's net is its unit price times quantity times factor, where it says them. */
    public static ReviewRule netOfItem(RuleSettings settings) {
        return perEntry(
                "item-net-differs",
                "An item's net amount is not its unit price times its quantity.",
                (entry, change, card) -> entry.type().equals("Claim")
                        ? FhirPath.of("item")
                                .located(entry.resource())
                                .filter(item -> netDiffers(item.node(), settings.cents()))
                                .map(item -> item.pointer() + "/net")
                        : Stream.empty());
    }

    private static boolean netDiffers(JsonNode item, BigDecimal cents) {
        Optional<Money> net = Money.of(item.path("net"));
        Optional<Money> price = Money.of(item.path("unitPrice"));
        if (net.isEmpty() || price.isEmpty()) {
            return false;
        }
        BigDecimal times = factor(item.path("quantity").path("value")).multiply(factor(item.path("factor")));
        Money expected =
                new Money(price.get().value().multiply(times), price.get().currency());
        return net.get().differs(expected, cents);
    }

    private static BigDecimal factor(JsonNode node) {
        return Money.number(node).orElse(BigDecimal.ONE);
    }

    /** Parts with an amount, and the field that holds their sum. */
    private record Sum(String parts, String amount, String total) {
        boolean isWrong(JsonNode resource, BigDecimal cents) {
            List<Optional<Money>> amounts = FhirPath.of(parts)
                    .all(resource)
                    .map(part -> Money.of(part.path(amount)))
                    .toList();
            Optional<Money> sum = amounts.stream().flatMap(Optional::stream).reduce(Money::plus);
            Optional<Money> said = Money.of(resource.path(total));
            return amounts.stream().allMatch(Optional::isPresent)
                    && sum.isPresent()
                    && said.isPresent()
                    && sum.get().differs(said.get(), cents);
        }
    }
}
