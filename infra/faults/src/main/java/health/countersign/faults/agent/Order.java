package health.countersign.faults.agent;

import java.util.Optional;

/**
 * What the harness wants of a program at the moment.
 *
 * @param point where it is to be halted
 * @param pass when it passes there for the how manieth time from now on, from 1
 * @param clockMillis how far its clock is ahead of the machine's; negative if it is behind
 */
public record Order(Optional<KillPoint> point, int pass, long clockMillis) {
    /** To be left in peace. */
    public static final Order NONE = new Order(Optional.empty(), 1, 0);

    public Order {
        if (pass < 1) {
            throw new IllegalArgumentException("a pass is counted from 1");
        }
    }

    public static Order haltAt(KillPoint point, int pass) {
        return new Order(Optional.of(point), pass, 0);
    }

    public static Order shiftClock(long millis) {
        return new Order(Optional.empty(), 1, millis);
    }

    /** Reads what {@link #text} gave. */
    static Order parse(String text) {
        String[] words = text.strip().split(" ", -1);
        Optional<KillPoint> point = words[0].equals("-") ? Optional.empty() : Optional.of(KillPoint.valueOf(words[0]));
        return new Order(point, Integer.parseInt(words[1]), Long.parseLong(words[2]));
    }

    /** One line. */
    String text() {
        return "%s %d %d%n".formatted(point.map(KillPoint::name).orElse("-"), pass, clockMillis);
    }
}
