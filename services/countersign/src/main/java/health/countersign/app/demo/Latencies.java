package health.countersign.app.demo;

import java.util.Arrays;
import java.util.Collection;

/** How long things took; percentiles are exact. */
public final class Latencies {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final long[] sorted;

    public Latencies(Collection<Long> nanos) {
        this.sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** The smallest value that this part of all values does not exceed, in milliseconds; 0 if there are none. */
    public double milliseconds(double part) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(part * sorted.length);
        return sorted[Math.max(1, Math.min(rank, sorted.length)) - 1] / NANOS_PER_MILLISECOND;
    }

    public int count() {
        return sorted.length;
    }

    @Override
    public String toString() {
        return "p50 %.0f ms, p99 %.0f ms".formatted(milliseconds(0.5), milliseconds(0.99));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Latencies latencies && Arrays.equals(sorted, latencies.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }
}
