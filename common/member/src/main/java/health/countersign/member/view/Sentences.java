package health.countersign.member.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.Finding;
import health.countersign.member.answer.Ground;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What codes mean, for people; only codes travel. */
public final class Sentences {
    private final Map<String, String> catalogue = new LinkedHashMap<>();

    /** The grounds that all organizations share, what sealing checks, and these rules. */
    public Sentences(Map<String, String> rules) {
        catalogue.putAll(Ground.catalogue());
        for (BatchCondition condition : BatchCondition.values()) {
            catalogue.put(condition.wire(), condition.sentence());
        }
        catalogue.put("refused", "The quorum can no longer be reached: too many organizations refused.");
        catalogue.put("stale", "Another change of the same thing was committed first.");
        catalogue.put("requirement-rejected", "A change that this one requires was rejected or expired.");
        catalogue.put("unsealable", "Enough organizations objected to sealing it.");
        catalogue.put("expired", "Its deadline passed before its quorum was complete.");
        catalogue.putAll(rules);
    }

    public Map<String, String> all() {
        return Map.copyOf(catalogue);
    }

    /** The sentence of a code; empty for one of another organization's own rules. */
    public String of(String code) {
        return catalogue.getOrDefault(code, "");
    }

    ArrayNode findings(List<Finding> findings) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings) {
            ObjectNode node = nodes.addObject();
            node.put("code", finding.code());
            node.put("pointer", finding.pointer());
            node.put("sentence", of(finding.code()));
        }
        return nodes;
    }
}
