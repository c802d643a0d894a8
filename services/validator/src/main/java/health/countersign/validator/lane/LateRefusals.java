package health.countersign.validator.lane;

import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refusals that came when their change was already committed: they stand in the next batch. */
final class LateRefusals {
    /** A batch carries at most this many, so that there is room for changes. */
    private static final int MOST = 64;

    private static final int MOST_BYTES = 32 * 1024;
    private static final String LATE = "late|";

    private final Table table;

    LateRefusals(Table table) {
        this.table = table;
    }

    void add(Refusal refusal, long order) {
        table.put(
                LATE + "%016x".formatted(order), new Heard(refusal, new Moment(java.time.Instant.EPOCH, order)).tree());
    }

    /** Those for the next batch, by the key under which they are remembered. */
    Map<String, Refusal> next() {
        Map<String, Refusal> all = new LinkedHashMap<>();
        table.scan(LATE, (key, tree) -> all.put(key, (Refusal) Heard.of(tree).answer()));
        Map<String, Refusal> next = new LinkedHashMap<>();
        int bytes = 0;
        for (Map.Entry<String, Refusal> each : all.entrySet()) {
            bytes += CanonicalJson.bytes(table.get(each.getKey()).orElseThrow()).length;
            if (next.size() < MOST && bytes <= MOST_BYTES) {
                next.put(each.getKey(), each.getValue());
            }
        }
        return next;
    }

    void remove(List<String> keys) {
        new ArrayList<>(keys).forEach(table::remove);
    }
}
