package health.countersign.domain;

import java.util.List;
import java.util.Locale;

/** What of an entry can be shown without the rest: the leaves of the commitment, in this order for each entry. */
public enum LeafField {
    /** The exact bytes of the entry. */
    CONTENT,
    /** FHIR resource type. */
    TYPE,
    /** FHIR logical id. */
    ID,
    /** {@code system|code} of each coding of what was done or found, one a line; empty if there is none. */
    CODE,
    /** Begin and end as the resource has them, joined by {@code /}; empty if there is none. */
    PERIOD,
    /** Reference to the encounter as the resource has it; empty if there is none. */
    ENCOUNTER,
    /** Reference to the patient as the resource has it; empty if there is none. */
    PATIENT;

    private static final List<LeafField> IN_ORDER = List.of(values());

    public static LeafField of(String wire) {
        for (LeafField field : values()) {
            if (field.wire().equals(wire)) {
                return field;
            }
        }
        throw new IllegalArgumentException("unknown field");
    }

    /** The place of this leaf among those of its entry, from 0. */
    public int position() {
        return IN_ORDER.indexOf(this);
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
