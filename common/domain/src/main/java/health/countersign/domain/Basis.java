package health.countersign.domain;

import java.util.Locale;

/** What an organization looked at before it approved. */
public enum Basis {
    /** It read the content and checked it by its rules. */
    CONTENT,
    /** It is no reader of the section and checked what the header alone shows. */
    HEADER;

    private final String wire = name().toLowerCase(Locale.ROOT);

    public static Basis of(String wire) {
        for (Basis basis : values()) {
            if (basis.wire.equals(wire)) {
                return basis;
            }
        }
        throw new IllegalArgumentException("unknown basis");
    }

    public String wire() {
        return wire;
    }
}
