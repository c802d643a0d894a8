package health.countersign.validator;

import health.countersign.domain.Event;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.platform.log.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long a batch takes from one topic to the next, by the broker's append times. */
final class Hops {
    private Hops() {}

    static void print(Stage stage, List<Long> total) {
        Map<Long, Long> drafted = new TreeMap<>();
        Map<Long, Long> assembled = new TreeMap<>();
        Map<Long, Long> committed = new TreeMap<>();
        for (Recorded record : stage.seen) {
            long at = record.appendTime().toEpochMilli();
            for (Event event : record.events()) {
                if (event instanceof BatchDrafted each) {
                    drafted.put(each.batch().seq(), at);
                } else if (event instanceof TransactionAssembled each) {
                    assembled.put(each.batch().seq(), at);
                } else if (event instanceof BatchCommitted each) {
                    committed.put(each.position().seq(), at);
                }
            }
        }
        System.out.printf(
                "validator, one change at a time: drafted to assembled p50 %d ms, assembled to committed p50 %d ms, "
                        + "submitted to committed p50 %d ms, p90 %d ms%n",
                median(drafted, assembled), median(assembled, committed), percentile(total, 50), percentile(total, 90));
    }

    private static long median(Map<Long, Long> from, Map<Long, Long> to) {
        List<Long> hops = new ArrayList<>();
        to.forEach((seq, at) -> hops.add(at - from.getOrDefault(seq, at)));
        return percentile(hops, 50);
    }

    private static long percentile(List<Long> millis, int percent) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
