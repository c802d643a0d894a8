package health.countersign.app.bench;

import health.countersign.app.demo.Latencies;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured.
 *
 * @param confirmed how many changes were committed
 * @param failed how many were not
 * @param seconds from the first change that was sent to the last that was confirmed
 * @param loaded from the moment at which a change was due to be sent to its confirmation at the websocket
 * @param idle the same on an idle system
 * @param cpuSeconds of all threads of this JVM, while the load was on
 */
public record BenchResult(
        int confirmed, int failed, double seconds, Latencies loaded, Latencies idle, double cpuSeconds) {
    static final double TARGET_RATE = 200;
    static final double TARGET_P99_MILLISECONDS = 1_000;
    static final double TARGET_SINGLE_MILLISECONDS = 200;

    private static final double MOST = 0.99;

    public double rate() {
        return confirmed / seconds;
    }

    /** Whether it is as fast as it should be on two cores. */
    public boolean good() {
        return failed == 0
                && rate() >= TARGET_RATE
                && loaded.milliseconds(MOST) < TARGET_P99_MILLISECONDS
                && idle.milliseconds(0.5) <= TARGET_SINGLE_MILLISECONDS;
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "confirmed            %,d of %,d changes in %.1f s".formatted(confirmed, confirmed + failed, seconds));
        lines.add("rate                 %.0f confirmed changes/s (aim: at least %.0f)".formatted(rate(), TARGET_RATE));
        lines.add("submit to committed  p50 %.0f ms, p90 %.0f ms, p99 %.0f ms (aim: p99 below %.0f ms)"
                .formatted(
                        loaded.milliseconds(0.5),
                        loaded.milliseconds(0.9),
                        loaded.milliseconds(MOST),
                        TARGET_P99_MILLISECONDS));
        lines.add("alone, idle system   p50 %.0f ms, slowest %.0f ms of %d (aim: p50 at most %.0f ms)"
                .formatted(idle.milliseconds(0.5), idle.milliseconds(1), idle.count(), TARGET_SINGLE_MILLISECONDS));
        lines.add("CPU                  %.1f s, %.1f ms for each confirmed change, on %d processors"
                .formatted(
                        cpuSeconds,
                        1_000 * cpuSeconds / Math.max(1, confirmed),
                        Runtime.getRuntime().availableProcessors()));
        return lines;
    }
}
