package health.countersign.app.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long changes took since they were due, to three digits. */
final class Delays {
    private static final double MILLION = 1e6;
    private static final int DIGITS = 3;

    private final Histogram nanos = new Histogram(TimeUnit.HOURS.toNanos(1), DIGITS);

    void add(long delay) {
        nanos.recordValue(Math.max(0, Math.min(delay, nanos.getHighestTrackableValue())));
    }

    /** In milliseconds. */
    double percentile(double percent) {
        return nanos.getValueAtPercentile(percent) / MILLION;
    }

    long count() {
        return nanos.getTotalCount();
    }

    @Override
    public String toString() {
        return "p50 %,.0f ms, p99 %,.0f ms, p99.9 %,.0f ms".formatted(percentile(50), percentile(99), percentile(99.9));
    }
}
