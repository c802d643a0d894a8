package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** An amount in a currency; a FHIR Money. */
record Money(BigDecimal value, String currency) {
    private static final int DIGITS = 30;

    /** The amount that a FHIR Money says; empty if it says none, or one that no currency has. */
    static Optional<Money> of(JsonNode money) {
        return number(money.path("value"))
                .map(value -> new Money(value, money.path("currency").asText("")));
    }

    /** A number that can be calculated with: {@code 1e999999999} is short to write and endless to subtract from. */
    static Optional<BigDecimal> number(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .filter(value -> value.precision() <= DIGITS && Math.abs(value.scale()) <= DIGITS);
    }

    Money plus(Money other) {
        return new Money(value.add(other.value), currency);
    }

    /** Whether both are of the same currency, or one does not say. */
    boolean comparable(Money other) {
        return currency.isEmpty() || other.currency.isEmpty() || currency.equals(other.currency);
    }

    boolean exceeds(Money other, BigDecimal slack) {
        return value.subtract(other.value).compareTo(slack) > 0;
    }

    boolean differs(Money other, BigDecimal slack) {
        return !comparable(other) || exceeds(other, slack) || other.exceeds(this, slack);
    }
}
