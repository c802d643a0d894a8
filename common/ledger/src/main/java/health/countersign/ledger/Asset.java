package health.countersign.ledger;

import java.util.HashMap;
import java.util.Map;

/** What a transaction is about: the data of a new asset, or the id of one that exists. */
public sealed interface Asset {
    /** A new asset; the data may be {@code null}. */
    record Created(Map<String, Object> data) implements Asset {
        @Override
        public Map<String, Object> tree() {
            Map<String, Object> tree = new HashMap<>();
            tree.put("data", data);
            return tree;
        }

        @Override
        public Operation operation() {
            return Operation.CREATE;
        }
    }

    /** The asset that this CREATE transaction made. */
    record Existing(String id) implements Asset {
        @Override
        public Map<String, Object> tree() {
            return Map.of("id", id);
        }

        @Override
        public Operation operation() {
            return Operation.TRANSFER;
        }
    }

    Map<String, Object> tree();

    Operation operation();
}
