package health.countersign.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must be fulfilled to spend an output: one key's signature, or a number of other conditions. */
public sealed interface Condition {
    /** The deepest nesting of thresholds that we lock with or take. */
    int MAX_DEPTH = 3;

    /** The most keys under one lock. */
    int MAX_LEAVES = 64;

    String ED25519 = "ed25519-sha-256";
    String THRESHOLD = "threshold-sha-256";

    /** A signature of this Ed25519 key, written in base 58. */
    record Key(String publicKey) implements Condition {
        public Key {
            Base58.decodeKey(publicKey);
        }

        /** The key's 32 bytes. */
        public byte[] bytes() {
            return Base58.decodeKey(publicKey);
        }

        @Override
        public Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("public_key", publicKey);
            details.put("type", ED25519);
            return details;
        }
    }

    /** So many of these. */
    record Threshold(int threshold, List<Condition> of) implements Condition {
        public Threshold {
            of = List.copyOf(of);
            if (threshold < 1 || threshold > of.size()) {
                throw new IllegalArgumentException("%d of %d".formatted(threshold, of.size()));
            }
        }

        @Override
        public Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("subconditions", of.stream().map(Condition::details).toList());
            details.put("threshold", (long) threshold);
            details.put("type", THRESHOLD);
            return details;
        }
    }

    /** The JSON in a transaction's {@code condition.details}. */
    Map<String, Object> details();

    /** The named-information URI (RFC 6920) with fingerprint and cost, as in {@code condition.uri}. */
    default String uri() {
        return CryptoConditions.fingerprint(this).uri();
    }

    /** All keys, from left to right; one that stands twice comes twice. */
    default List<String> keys() {
        if (this instanceof Key key) {
            return List.of(key.publicKey());
        }
        List<String> keys = new ArrayList<>();
        for (Condition sub : ((Threshold) this).of()) {
            keys.addAll(sub.keys());
        }
        return keys;
    }

    /** Thresholds inside each other; 0 for a key. */
    default int depth() {
        return this instanceof Threshold threshold
                ? 1 + threshold.of().stream().mapToInt(Condition::depth).max().orElse(0)
                : 0;
    }

    /**
     * Reads {@code condition.details}.
     *
     * @throws IllegalArgumentException for another shape, thresholds deeper than 3 or more than 64 keys
     */
    static Condition of(Object details) {
        return new ConditionReader().read(details, 0);
    }
}
