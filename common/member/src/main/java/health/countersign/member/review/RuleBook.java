package health.countersign.member.review;

import health.countersign.domain.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of one organization in the order in which they are asked, each with its severity. */
public final class RuleBook {
    private static final List<ReviewRule> SHAPE = ShapeRules.all();

    private final List<RatedRule> rules;

    private RuleBook(List<RatedRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** A book of these rules, with the severities that the settings say instead of the rules' own. */
    public static RuleBook of(List<RatedRule> rules, RuleSettings settings) {
        settings.requireKnown(rules.stream().map(rated -> rated.rule().code()).toList());
        return new RuleBook(rules.stream().map(settings::rated).toList());
    }

    /** Asks every rule, so that an author can put everything right at once; a change without shape only the first. */
    public Verdict review(ProposedChange change, CardState card) {
        List<Finding> refusals = new ArrayList<>();
        SHAPE.forEach(rule ->
                rule.check(change, card).limit(Verdict.FINDINGS_PER_RULE).forEach(refusals::add));
        if (!refusals.isEmpty()) {
            return new Verdict(refusals, List.of());
        }
        List<Finding> remarks = new ArrayList<>();
        for (RatedRule rated : rules) {
            List<Finding> into = rated.severity() == Severity.REFUSE ? refusals : remarks;
            rated.rule().check(change, card).limit(Verdict.FINDINGS_PER_RULE).forEach(into::add);
        }
        return new Verdict(refusals, remarks);
    }

    /** The public catalogue: code to sentence, in the order of the book. */
    public Map<String, String> catalogue() {
        Map<String, String> catalogue = new LinkedHashMap<>();
        SHAPE.forEach(rule -> catalogue.put(rule.code(), rule.sentence()));
        rules.forEach(rated -> catalogue.put(rated.rule().code(), rated.rule().sentence()));
        return catalogue;
    }

    /** What a finding does, by code, in the order of the book. */
    public Map<String, Severity> severities() {
        Map<String, Severity> severities = new LinkedHashMap<>();
        SHAPE.forEach(rule -> severities.put(rule.code(), Severity.REFUSE));
        rules.forEach(rated -> severities.put(rated.rule().code(), rated.severity()));
        return severities;
    }

    /** A rule and what a finding of it does. */
    public record RatedRule(ReviewRule rule, Severity severity) {
        public static RatedRule refuse(ReviewRule rule) {
            return new RatedRule(rule, Severity.REFUSE);
        }

        public static RatedRule remark(ReviewRule rule) {
            return new RatedRule(rule, Severity.REMARK);
        }
    }
}
