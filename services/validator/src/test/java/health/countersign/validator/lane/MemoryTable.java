package health.countersign.validator.lane;

import health.countersign.domain.CanonicalJson;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A table in memory that keeps bytes, as the real one does. */
final class MemoryTable implements Table {
    private final TreeMap<String, byte[]> entries = new TreeMap<>();

    @Override
    public Optional<Object> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(MemoryTable::read);
    }

    @Override
    public void put(String key, Object tree) {
        entries.put(key, CanonicalJson.bytes(tree));
    }

    @Override
    public void remove(String key) {
        entries.remove(key);
    }

    @Override
    public void scan(String prefix, BiConsumer<String, Object> each) {
        for (Map.Entry<String, byte[]> entry : entries.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                return;
            }
            each.accept(entry.getKey(), read(entry.getValue()));
        }
    }

    int size() {
        return entries.size();
    }

    private static Object read(byte[] bytes) {
        return StrictJson.read(bytes, JsonLimits.ofBytes(1 << 21));
    }
}
