package health.countersign.validator.stream;

import java.time.Duration;

/**
 * How often the validator speaks of itself. Nothing that is decided depends on it.
 *
 * @param minInterval from one draft of a lane to the next, at least; zero for a ledger that commits at once
 * @param tick how often a lane where nobody answers is given the time, once a deadline is near
 * @param idleTick the same while the next deadline is far away, for clocks that differ
 */
public record LanePace(Duration minInterval, Duration tick, Duration idleTick) {
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int DOUBLINGS = 7;

    /** How long to wait for the next draft, in milliseconds, after so many that failed. */
    long pauseMillis(int setbacks) {
        long pause = setbacks == 0 ? 0 : FIRST_PAUSE_MILLIS << Math.min(setbacks, DOUBLINGS);
        return Math.max(minInterval.toMillis(), pause);
    }
}
