package health.countersign.member.store;

import java.util.Locale;

/** What this organization has of a change's content. */
public enum ContentState {
    /** Read, and as the header commits to it. */
    OPEN,
    /** It is no reader of the section. */
    CLOSED,
    /** It is a reader, and its key has not come yet. */
    WAITING,
    /** It has ciphertext and key, and they do not give what the header commits to. */
    DAMAGED,
    /** The log has not shown it. */
    UNAVAILABLE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    static ContentState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    public String wire() {
        return wire;
    }
}
