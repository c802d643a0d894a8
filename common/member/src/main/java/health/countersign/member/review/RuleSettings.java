package health.countersign.member.review;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an organization sets about its rules.
 *
 * @param cents how far sums of money may differ before they do not add up, in the currency's unit
 * @param encounterSlack how far outside its encounter an entry may begin without a remark
 * @param within how far outside its encounter an entry of a FHIR type may begin before it is refused; overrides the
 *     section table
 * @param severities what a rule's finding does, by code, instead of what its book says
 */
public record RuleSettings(
        BigDecimal cents, Duration encounterSlack, Map<String, Duration> within, Map<String, Severity> severities) {
    private static final String CENTS = "cents";
    private static final String SLACK = "encounter-slack";
    private static final String WITHIN = "within.";
    private static final String SEVERITY = "severity.";

    public RuleSettings {
        within = Map.copyOf(within);
        severities = Map.copyOf(severities);
        if (cents.signum() < 0 || encounterSlack.isNegative()) {
            throw new IllegalArgumentException("thresholds are not negative");
        }
    }

    public static RuleSettings defaults() {
        return new RuleSettings(new BigDecimal("0.01"), Duration.ZERO, Map.of(), Map.of());
    }

    /**
     * Reads settings as they stand in a file: {@code cents}, {@code encounter-slack} (ISO 8601), {@code within.<Type>}
     * (ISO 8601), {@code severity.<code>} ({@code refuse} or {@code remark}).
     *
     * @throws IllegalArgumentException naming every entry that is wrong
     */
    public static RuleSettings of(Map<String, String> texts) {
        List<String> problems = new ArrayList<>();
        RuleSettings settings = defaults();
        for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
            try {
                settings = settings.with(text.getKey(), text.getValue());
            } catch (IllegalArgumentException | DateTimeException e) {
                problems.add(text.getKey());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("rule settings not understood: " + String.join(", ", problems));
        }
        return settings;
    }

    /** How far outside its encounter an entry of this type may begin; empty if that is not judged. */
    public Optional<Duration> within(String type) {
        Optional<Duration> set = Optional.ofNullable(within.get(type));
        return set.or(() -> SectionTable.r4().row(type).within());
    }

    /** The same settings with the severity of one rule changed. */
    public RuleSettings rating(String code, Severity severity) {
        return new RuleSettings(cents, encounterSlack, within, plus(severities, code, severity));
    }

    RuleBook.RatedRule rated(RuleBook.RatedRule rule) {
        Severity severity = severities.getOrDefault(rule.rule().code(), rule.severity());
        return new RuleBook.RatedRule(rule.rule(), severity);
    }

    void requireKnown(Collection<String> codes) {
        List<String> unknown = severities.keySet().stream()
                .filter(code -> !codes.contains(code))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no rule has the code " + String.join(", ", unknown));
        }
    }

    private RuleSettings with(String name, String value) {
        if (name.equals(CENTS)) {
            return new RuleSettings(new BigDecimal(value), encounterSlack, within, severities);
        }
        if (name.equals(SLACK)) {
            return new RuleSettings(cents, Duration.parse(value), within, severities);
        }
        if (name.startsWith(WITHIN) && SectionTable.r4().supports(name.substring(WITHIN.length()))) {
            Map<String, Duration> wider = plus(within, name.substring(WITHIN.length()), Duration.parse(value));
            return new RuleSettings(cents, encounterSlack, wider, severities);
        }
        if (name.startsWith(SEVERITY)) {
            return rating(name.substring(SEVERITY.length()), severity(value));
        }
        throw new IllegalArgumentException(name);
    }

    private static Severity severity(String value) {
        return EnumSet.allOf(Severity.class).stream()
                .filter(severity -> severity.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> wider = new TreeMap<>(map);
        wider.put(key, value);
        return wider;
    }
}
