package health.countersign.medical;

import static health.countersign.member.review.RuleBook.RatedRule.refuse;
import static health.countersign.member.review.RuleBook.RatedRule.remark;

import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleBook.RatedRule;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.SharedRules;
import java.util.List;
import java.util.stream.Stream;

/** What a hospital or clinic asks of a change. It reads every section: it judges clinical time and also the bills. */
public final class MedicalRules {
    private MedicalRules() {}

    /** The rule book of a medical organization. */
    public static RuleBook book(RuleSettings settings) {
        List<RatedRule> clinical = List.of(
                refuse(VisitRules.dated()),
                refuse(VisitRules.forward()),
                remark(VisitRules.outside(settings)),
                refuse(VisitRules.far(settings)));
        return RuleBook.of(
                Stream.concat(clinical.stream(), SharedRules.all(settings).stream())
                        .toList(),
                settings);
    }
}
