package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** An amount in a currency; a FHIR Money. */
record Money(BigDecimal value, String currency) {
    /** The amount that a FHIR Money says; empty if it says none. */
    static Optional<Money> of(JsonNode money) {
        JsonNode value = money.path("value");
        return value.isNumber()
                ? Optional.of(
                        new Money(value.decimalValue(), money.path("currency").asText("")))
                : Optional.empty();
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
