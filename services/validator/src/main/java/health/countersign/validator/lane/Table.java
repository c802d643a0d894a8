package health.countersign.validator.lane;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Remembers trees of JSON values by key, in the order of the keys; one for each lane. */
public interface Table {
    Optional<Object> get(String key);

    void put(String key, Object tree);

    void remove(String key);

    /** Every entry whose key begins with this, ascending; the table is not changed meanwhile. */
    void scan(String prefix, BiConsumer<String, Object> each);
}
