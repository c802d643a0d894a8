package health.countersign.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One output: how much, locked by what.
 *
 * @param amount 1 to 9·10^18
 * @param publicKeys in base 58; what a stranger claims here, the ledger does not check
 * @param uri the condition's URI; what a stranger claims here, the ledger does not check
 */
public record Output(long amount, List<String> publicKeys, Condition condition, String uri) {
    /** The most that an output can hold. */
    public static final long MAX_AMOUNT = 9_000_000_000_000_000_000L;

    public Output {
        publicKeys = List.copyOf(publicKeys);
        if (amount < 1 || amount > MAX_AMOUNT) {
            throw new IllegalArgumentException("amount " + amount);
        }
    }

    /** The whole amount "1", locked by this condition, and telling the truth about it. */
    public static Output of(Condition condition) {
        return new Output(1, condition.keys(), condition, condition.uri());
    }

    /** Whether keys and URI are those of the condition, which the ledger itself does not check. */
    public boolean isTruthful() {
        return publicKeys.equals(condition.keys()) && uri.equals(condition.uri());
    }

    Map<String, Object> tree() {
        Map<String, Object> lock = new LinkedHashMap<>();
        lock.put("details", condition.details());
        lock.put("uri", uri);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("amount", Long.toString(amount));
        tree.put("condition", lock);
        tree.put("public_keys", publicKeys);
        return tree;
    }
}
