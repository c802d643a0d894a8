package health.countersign.domain;

import java.util.Locale;

/** A part of a card with one policy and one set of readers. */
public enum Section {
    IDENTITY,
    MEDICAL,
    BILLING,
    INSURANCE,
    CONSENT;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The section of this lower-case name. */
    public static Section of(String wire) {
        for (Section section : values()) {
            if (section.wire.equals(wire)) {
                return section;
            }
        }
        throw new IllegalArgumentException("unknown section");
    }

    public String wire() {
        return wire;
    }

    @Override
    public String toString() {
        return wire;
    }
}
