package health.countersign.faults.agent;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** What is done to this program at the moment. Called from everywhere in it. */
public final class Interference {
    /** What a process killed by SIGKILL leaves as its exit status. */
    private static final int KILLED = 137;

    private static volatile Armed armed = new Armed(Order.NONE);

    private Interference() {}

    private record Armed(Order order, AtomicInteger passes) {
        Armed(Order order) {
            this(order, new AtomicInteger());
        }
    }

    static void follow(Order order) {
        armed = new Armed(order);
    }

    /** The program passes a point; here it may end. */
    public static void pass(String point) {
        Armed now = armed;
        if (now.order().point().isPresent()
                && now.order().point().get().name().equals(point)
                && now.passes().incrementAndGet() == now.order().pass()) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** A clock that goes wrong when it is told to. */
    public static InstantSource shifted(InstantSource clock) {
        return () -> clock.instant().plusMillis(armed.order().clockMillis());
    }
}
