package health.countersign.platform.operations;

import java.time.InstantSource;

/** The one place that asks the machine for the time; everything else is given an {@link InstantSource}. */
public final class WallClock {
    private WallClock() {}

    /** The machine's clock. Order and decisions never depend on it: use it for tokens, pauses and the like. */
    public static InstantSource system() {
        return InstantSource.system();
    }
}
