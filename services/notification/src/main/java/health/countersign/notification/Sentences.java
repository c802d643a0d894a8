package health.countersign.notification;

import health.countersign.domain.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The public catalogue: what each code says to people. Only codes come from the log; sentences are added here. */
public record Sentences(Map<String, String> byCode) {
    /** What a decision's own codes say. */
    private static final Map<String, String> DECISIONS = Map.of(
            "refused", "The organizations that could complete its quorum refused it.",
            "stale", "Another change of the same version was committed first.",
            "requirement-rejected", "A change that it requires was rejected or expired.",
            "unsealable", "Enough organizations objected to sealing it.");

    public Sentences {
        Map<String, String> all = new TreeMap<>(DECISIONS);
        all.putAll(byCode);
        byCode = Map.copyOf(all);
    }

    /** Findings as notifications show them: code, JSON pointer and, where the catalogue has one, the sentence. */
    List<Map<String, Object>> findings(List<Finding> findings) {
        return findings.stream().map(this::finding).toList();
    }

    /** The code, and its sentence where the catalogue has one. */
    Map<String, Object> code(String code) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("code", code);
        if (byCode.containsKey(code)) {
            tree.put("sentence", byCode.get(code));
        }
        return tree;
    }

    private Map<String, Object> finding(Finding finding) {
        Map<String, Object> tree = code(finding.code());
        tree.put("pointer", finding.pointer());
        return tree;
    }
}
