package health.countersign.member.review;

import static health.countersign.member.review.ReviewRule.perEntry;

import health.countersign.domain.Section;
import health.countersign.member.review.FhirReference.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an entry refers to is there, and is about the same person. */
public final class ReferenceRules {
    private static final String PATIENT = "Patient";

    private ReferenceRules() {}

    /** References within the card lead to an entry that is there, committed or proposed earlier. */
    public static ReviewRule resolve() {
        return perEntry("reference-unresolved", "A reference within the card leads nowhere.", (entry, change, card) -> {
            Map<FhirReference, Boolean> asked = new HashMap<>();
            return FoundReference.in(entry.resource())
                    .filter(found -> asked.computeIfAbsent(
                            found.reference(), reference -> leadsNowhere(reference, entry, change, card)))
                    .map(FoundReference::pointer);
        });
    }

    /** Searches and other servers' resources are for directories, not for what is about a person. */
    public static ReviewRule outside() {
        return perEntry(
                "reference-outside",
                "What is about a person is referred to by id within the card, not by a search or on another server.",
                (entry, change, card) -> FoundReference.in(entry.resource())
                        .filter(found -> isOutside(found.reference()) && aboutSomebody(found.reference()))
                        .map(FoundReference::pointer));
    }

    /** A reference says in a known form what it means. */
    public static ReviewRule readable() {
        return perEntry(
                "reference-form-unknown",
                "A reference has no form that this organization understands.",
                (entry, change, card) -> FoundReference.in(entry.resource())
                        .filter(found -> isOutside(found.reference())
                                && found.reference().type().isEmpty())
                        .map(FoundReference::pointer));
    }

    /** What an entry says and cites is about the person of the card. */
    public static ReviewRule samePatient() {
        return perEntry(
                "patient-foreign",
                "The entry, or what it cites, is about another person than the card.",
                (entry, change, card) -> patient(change, card)
                        .map(patient -> foreign(entry, change, patient))
                        .orElse(Stream.empty()));
    }

    /** A card is about one person. */
    public static ReviewRule onePatient() {
        return perEntry(
                "patient-second",
                "The card already is about another person.",
                (entry, change, card) -> entry.type().equals(PATIENT)
                                && patient(change, card)
                                        .filter(patient -> !patient.name().equals(entry.name()))
                                        .isPresent()
                        ? Stream.of("")
                        : Stream.empty());
    }

    private static Optional<CardEntry> patient(ProposedChange change, CardState card) {
        return card.patient()
                .or(() -> change.entries().stream()
                        .filter(entry -> entry.type().equals(PATIENT))
                        .findFirst());
    }

    private static boolean leadsNowhere(
            FhirReference reference, CardEntry entry, ProposedChange change, CardState card) {
        if (reference.kind() == Kind.FRAGMENT) {
            return !reference.id().isEmpty() && !contains(entry, reference.id());
        }
        return reference.isLocal()
                && !mayBeElsewhere(reference)
                && change.resolve(reference, card).isEmpty()
                && change.cited(reference).isEmpty()
                && wouldBeSeen(reference, card);
    }

    /** Whether a target, if it were there, would be in a section that this organization reads. */
    private static boolean wouldBeSeen(FhirReference reference, CardState card) {
        Optional<Section> section =
                reference.type().filter(SectionTable.r4()::supports).map(SectionTable.r4()::sectionOf);
        return section.map(card::reads).orElseGet(() -> reference.type().isPresent() || card.readsAll());
    }

    private static boolean contains(CardEntry entry, String id) {
        return FhirPath.of("contained.id").all(entry.resource()).anyMatch(node -> id.equals(node.asText()));
    }

    private static boolean isOutside(FhirReference reference) {
        return reference.kind() == Kind.CONDITIONAL || reference.kind() == Kind.EXTERNAL;
    }

    /** Whether the target is of a type that belongs to a person; a directory's entries and drugs do not. */
    private static boolean aboutSomebody(FhirReference reference) {
        return reference.type().filter(SectionTable.r4()::supports).map(SectionTable.r4()::row).stream()
                        .anyMatch(row -> !row.patient().alternatives().isEmpty())
                || reference.type().equals(Optional.of(PATIENT));
    }

    /** Whether the target is one of those that live in a directory and need not be on the card. */
    public static boolean mayBeElsewhere(FhirReference reference) {
        return reference.type().isPresent()
                && !aboutSomebody(reference)
                && reference
                        .type()
                        .map(type -> !SectionTable.r4().supports(type)
                                || SectionTable.r4().sectionOf(type) == Section.IDENTITY)
                        .orElse(false);
    }

    private static Stream<String> foreign(CardEntry entry, ProposedChange change, CardEntry patient) {
        return FoundReference.in(entry.resource())
                .filter(found -> found.reference().isLocal())
                .filter(found -> aboutAnother(found.reference(), entry, change, patient))
                .map(FoundReference::pointer);
    }

    /** What is on the card already is about its patient; what the change cites or brings along may not be. */
    private static boolean aboutAnother(
            FhirReference reference, CardEntry entry, ProposedChange change, CardEntry patient) {
        if (reference.means(PATIENT, patient.id())) {
            return false;
        }
        return reference.type().equals(Optional.of(PATIENT))
                || namesWhom(reference, entry)
                || change.cited(reference)
                        .flatMap(CitedEntry::patient)
                        .filter(whose -> !whose.equals(patient.name()))
                        .isPresent();
    }

    /** Whether this is the reference with which the entry says whom it is about, and it may mean a person. */
    private static boolean namesWhom(FhirReference reference, CardEntry entry) {
        return reference.type().isEmpty()
                && EntryIndex.of(entry.resource()).patient().equals(PATIENT + "/" + reference.id());
    }
}
