package health.countersign.member.review;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Section;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One card as one organization may see it when it reviews a change: current entries of the sections that it reads,
 * committed or proposed earlier than the change under review. An entry with several versions in flight shows the one
 * that the change under review builds on, else the latest.
 */
public interface CardState {
    /** Whether this organization reads the section; if not, it knows none of its entries. */
    boolean reads(Section section);

    /** The entry that a reference within the card means; empty if there is none here or it may not be read. */
    Optional<CardEntry> find(FhirReference reference);

    /**
     * The same among what the change under review builds on: what is committed, and what changes make that it needs.
     * What else was proposed may have been rejected without this organization knowing yet.
     */
    Optional<CardEntry> foundation(FhirReference reference);

    /** The entries of a FHIR type, in the order in which they came. */
    Stream<CardEntry> entries(String type);

    /** The current entry that exactly this change made, of a FHIR type. */
    default Optional<CardEntry> madeBy(ChangeId change, String type) {
        return entries(type)
                .filter(entry -> entry.version().equals(Optional.of(change)))
                .findFirst();
    }

    /** The person whose card this is; empty until the card holds its Patient. */
    default Optional<CardEntry> patient() {
        return entries("Patient").findFirst();
    }

    /** Whether it reads every section, so that what it does not find is not there. */
    default boolean readsAll() {
        return Stream.of(Section.values()).allMatch(this::reads);
    }
}
