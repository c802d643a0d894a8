package health.countersign.member.review;

import static health.countersign.member.review.ReviewRule.perEntry;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a change must look like before any other rule can speak about it; always asked first, always refusing. */
final class ShapeRules {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final String WHOLE = "";

    private ShapeRules() {}

    static List<ReviewRule> all() {
        return List.of(
                perEntry(
                        "entry-malformed",
                        "An entry is no FHIR resource with a type and a valid id.",
                        (entry, c, s) -> when(!ID.matcher(entry.id()).matches()
                                || !entry.resource().isObject())),
                perEntry(
                        "type-unsupported",
                        "No section holds this FHIR type.",
                        (entry, c, s) -> when(!SectionTable.r4().supports(entry.type()))),
                perEntry(
                        "section-wrong",
                        "The entry belongs to another section.",
                        (entry, change, s) -> when(SectionTable.r4().supports(entry.type())
                                && SectionTable.r4().sectionOf(entry.type()) != change.section())),
                perEntry(
                        "entry-twice",
                        "The change holds two versions of one entry.",
                        (entry, change, s) -> when(change.entries().stream()
                                        .filter(other -> other.name().equals(entry.name()))
                                        .count()
                                > 1)));
    }

    private static Stream<String> when(boolean wrong) {
        return wrong ? Stream.of(WHOLE) : Stream.empty();
    }
}
