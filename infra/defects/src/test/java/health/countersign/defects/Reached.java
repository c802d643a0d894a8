package health.countersign.defects;

import java.util.concurrent.atomic.AtomicInteger;

/** How often the planted code was run: a defect that no test reaches is caught by nothing. */
public final class Reached {
    private static final AtomicInteger TIMES = new AtomicInteger();

    private Reached() {}

    static void forget() {
        TIMES.set(0);
    }

    static int times() {
        return TIMES.get();
    }

    /** Counts; true, for advice that asks whether to skip what it stands in. */
    public static boolean now() {
        return TIMES.incrementAndGet() > 0;
    }
}
