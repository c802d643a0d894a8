package health.countersign.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a condition's details from JSON and stops at our limits before it reads deeper. */
final class ConditionReader {
    private static final Set<String> KEY_FIELDS = Set.of("type", "public_key");
    private static final Set<String> THRESHOLD_FIELDS = Set.of("type", "threshold", "subconditions");

    private int leaves;

    Condition read(Object details, int depth) {
        if (!(details instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("condition details are an object");
        }
        if (Condition.ED25519.equals(map.get("type")) && map.keySet().equals(KEY_FIELDS)) {
            return key(map.get("public_key"));
        }
        if (Condition.THRESHOLD.equals(map.get("type")) && map.keySet().equals(THRESHOLD_FIELDS)) {
            return threshold(map, depth + 1);
        }
        throw new IllegalArgumentException("condition details of another type");
    }

    private Condition key(Object publicKey) {
        leaves++;
        if (leaves > Condition.MAX_LEAVES) {
            throw new IllegalArgumentException("more than %d keys".formatted(Condition.MAX_LEAVES));
        }
        if (!(publicKey instanceof String text)) {
            throw new IllegalArgumentException("a public key is a string");
        }
        return new Condition.Key(text);
    }

    private Condition threshold(Map<?, ?> map, int depth) {
        if (depth > Condition.MAX_DEPTH) {
            throw new IllegalArgumentException("thresholds deeper than %d".formatted(Condition.MAX_DEPTH));
        }
        if (!(map.get("threshold") instanceof Long needed) || !(map.get("subconditions") instanceof List<?> subs)) {
            throw new IllegalArgumentException("a threshold needs a number and subconditions");
        }
        if (needed < 1 || needed > subs.size()) {
            throw new IllegalArgumentException("%d of %d".formatted(needed, subs.size()));
        }
        List<Condition> of = new ArrayList<>(subs.size());
        for (Object sub : subs) {
            of.add(read(sub, depth));
        }
        return new Condition.Threshold(needed.intValue(), of);
    }
}
