package health.countersign.app.demo;

import health.countersign.app.bundle.BundleEntry;
import health.countersign.app.bundle.BundlePlan;
import health.countersign.app.bundle.Left;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of every entry that was read. An entry that two patients share is committed if it is on all their cards.
 *
 * @param committed how many entries were
 * @param refused how many were not, by why
 * @param left how many were not sent, by why and type
 * @param unaccounted entries of which nobody knows; there must be none
 */
record Account(int read, int committed, Map<String, Long> refused, Map<String, Long> left, int unaccounted) {
    private record Place(String file, int position) {}

    static Account of(List<BundleEntry> read, BundlePlan plan, List<Fate> fates) {
        Map<Place, String> why = new HashMap<>();
        for (Fate fate : fates) {
            for (BundleEntry entry : fate.step().entries()) {
                String code = fate.isCommitted() ? "" : entry.type() + ": " + fate.code();
                why.merge(new Place(entry.file(), entry.position()), code, (one, other) -> one.isEmpty() ? other : one);
            }
        }
        Set<Place> known = new HashSet<>(why.keySet());
        for (Left each : plan.left()) {
            known.add(new Place(each.file(), each.position()));
        }
        Map<String, Long> refused = new TreeMap<>();
        why.values().stream().filter(code -> !code.isEmpty()).forEach(code -> refused.merge(code, 1L, Long::sum));
        long unaccounted = read.stream()
                .filter(entry -> !known.contains(new Place(entry.file(), entry.position())))
                .count();
        int committed = (int) why.values().stream().filter(String::isEmpty).count();
        return new Account(read.size(), committed, refused, plan.leftByReason(), (int) unaccounted);
    }

    long refusedCount() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
