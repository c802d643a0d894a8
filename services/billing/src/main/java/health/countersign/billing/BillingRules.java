package health.countersign.billing;

import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleBook.RatedRule;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.SharedRules;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a billing office asks of a change: of an insurer's answers, that they match the claims that it made; of its own
 * claims and payments, before it submits them, what the others will ask. It does not read the medical section.
 */
public final class BillingRules {
    private BillingRules() {}

    /** The rule book of a billing office. */
    public static RuleBook book(RuleSettings settings) {
        List<RatedRule> rules = Stream.of(
                        SharedRules.forEveryEntry(),
                        SharedRules.forAnswers(settings),
                        SharedRules.forClaims(settings),
                        SharedRules.forPayments(settings))
                .flatMap(List::stream)
                .toList();
        return RuleBook.of(rules, settings);
    }
}
