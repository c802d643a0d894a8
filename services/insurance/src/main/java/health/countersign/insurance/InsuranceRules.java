package health.countersign.insurance;

import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleBook.RatedRule;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.SharedRules;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an insurer asks of a change: of a claim, that it cites confirmed care and bills it once; of a payment, that it
 * pays a known claim; of its own answers, before it submits them, what the others will ask. It does not read the
 * medical section and judges care by citations alone.
 */
public final class InsuranceRules {
    private InsuranceRules() {}

    /** The rule book of an insurer. */
    public static RuleBook book(RuleSettings settings) {
        List<RatedRule> rules = Stream.of(
                        SharedRules.forEveryEntry(),
                        SharedRules.forClaims(settings),
                        SharedRules.forPayments(settings),
                        SharedRules.forAnswers(settings))
                .flatMap(List::stream)
                .toList();
        return RuleBook.of(rules, settings);
    }
}
