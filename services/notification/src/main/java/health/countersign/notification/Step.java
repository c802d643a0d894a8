package health.countersign.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A step in the life of a change, in the order of its story. */
public enum Step {
    SUBMITTED,
    APPROVED,
    REFUSED,
    DECIDED,
    SEALED,
    COMMITTED,
    REJECTED,
    EXPIRED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The short name, as filters use it. */
    public String wire() {
        return wire;
    }

    /** The {@code type} of its CloudEvents, such as {@code health.countersign.approved.v1}. */
    public String type() {
        return "health.countersign." + wire + ".v1";
    }

    /** The step of this short name or type. */
    public static Optional<Step> of(String name) {
        return Arrays.stream(values())
                .filter(step -> step.wire.equals(name) || step.type().equals(name))
                .findFirst();
    }
}
