package health.countersign.validator.stream;

import health.countersign.domain.CanonicalJson;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import health.countersign.validator.lane.Table;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A lane's table in its task's state store, as canonical JSON. */
final class StoredTable implements Table {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(4 * 1024 * 1024);

    private final KeyValueStore<String, byte[]> store;

    StoredTable(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<Object> get(String key) {
        return Optional.ofNullable(store.get(key)).map(StoredTable::read);
    }

    @Override
    public void put(String key, Object tree) {
        store.put(key, CanonicalJson.bytes(tree));
    }

    @Override
    public void remove(String key) {
        store.delete(key);
    }

    @Override
    public void scan(String prefix, BiConsumer<String, Object> each) {
        try (StringSerializer keys = new StringSerializer();
                KeyValueIterator<String, byte[]> entries = store.prefixScan(prefix, keys)) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                each.accept(entry.key, read(entry.value));
            }
        }
    }

    private static Object read(byte[] bytes) {
        return StrictJson.read(bytes, LIMITS);
    }
}
