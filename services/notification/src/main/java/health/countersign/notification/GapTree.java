package health.countersign.notification;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a gap is told: which records of which topic are missing. */
final class GapTree {
    private GapTree() {}

    static Map<String, Object> of(ExpiredException.Gap gap) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("topic", gap.lane().topic().wire());
        tree.put("lane", gap.lane().lane());
        tree.put("from", gap.from());
        tree.put("until", gap.until());
        return tree;
    }
}
