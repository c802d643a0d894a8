package health.countersign.validator.lane;

import java.time.Instant;

/**
 * Where and when the log holds an event of {@code answers}.
 *
 * @param time when the broker appended it
 * @param order its place among all events of the lane's partition, ascending
 */
public record Moment(Instant time, long order) {
    private static final int EVENTS_IN_A_RECORD = 1 << 16;

    /** The moment of one event of a record. */
    public static Moment of(Instant time, long offset, int index) {
        return new Moment(time, offset * EVENTS_IN_A_RECORD + index);
    }
}
