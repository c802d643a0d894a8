package health.countersign.member.review;

import static health.countersign.member.review.RuleBook.RatedRule.refuse;
import static health.countersign.member.review.RuleBook.RatedRule.remark;

import health.countersign.member.review.RuleBook.RatedRule;
import java.util.List;
import java.util.stream.Stream;

/** The rules that more than one kind of organization asks, in the groups in which their books take them. */
public final class SharedRules {
    private SharedRules() {}

    /** What holds for every entry of every section. */
    public static List<RatedRule> forEveryEntry() {
        return List.of(
                refuse(ReferenceRules.resolve()),
                refuse(ReferenceRules.outside()),
                remark(ReferenceRules.readable()),
                refuse(ReferenceRules.samePatient()),
                refuse(ReferenceRules.onePatient()),
                refuse(CorrectionRules.namesVersion()),
                refuse(CorrectionRules.ofSomething()),
                refuse(FactRules.touched()),
                refuse(FactRules.founded()));
    }

    /** What holds for claims. */
    public static List<RatedRule> forClaims(RuleSettings settings) {
        return List.of(
                refuse(ClaimRules.billsCare()),
                refuse(ClaimRules.citesCare()),
                refuse(ClaimRules.careStands()),
                remark(ClaimRules.careCurrent()),
                refuse(ClaimRules.sameCode()),
                refuse(ClaimRules.sameVisit()),
                remark(ClaimRules.sameTime()),
                refuse(FactRules.billedOnce()),
                refuse(AmountRules.addUp(settings)),
                refuse(AmountRules.inRange()),
                remark(AmountRules.netOfItem(settings)));
    }

    /** What holds for payments. */
    public static List<RatedRule> forPayments(RuleSettings settings) {
        return List.of(
                refuse(PaymentRules.namesClaim()),
                refuse(PaymentRules.paidOnce()),
                refuse(PaymentRules.withinClaim(settings)));
    }

    /** What holds for an insurer's answers and the coverage behind them. */
    public static List<RatedRule> forAnswers(RuleSettings settings) {
        return List.of(
                refuse(AnswerRules.namesClaim()),
                remark(AnswerRules.saysWhich()),
                refuse(AnswerRules.matches(settings)),
                remark(AnswerRules.sameItems()),
                remark(AnswerRules.paysNoMore(settings)),
                refuse(FactRules.answeredOnce()),
                refuse(FactRules.respondedOnce()),
                refuse(CoverageRules.inForce()),
                refuse(CoverageRules.coversPatient()));
    }

    /** Every shared rule. */
    public static List<RatedRule> all(RuleSettings settings) {
        return Stream.of(forEveryEntry(), forClaims(settings), forPayments(settings), forAnswers(settings))
                .flatMap(List::stream)
                .toList();
    }
}
