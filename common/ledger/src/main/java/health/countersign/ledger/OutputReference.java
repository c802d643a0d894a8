package health.countersign.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/** One output of a committed transaction, as the transaction that spends it names it. */
public record OutputReference(String transactionId, long outputIndex) {
    public OutputReference {
        if (outputIndex < 0) {
            throw new IllegalArgumentException("output " + outputIndex);
        }
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("output_index", outputIndex);
        tree.put("transaction_id", transactionId);
        return tree;
    }
}
