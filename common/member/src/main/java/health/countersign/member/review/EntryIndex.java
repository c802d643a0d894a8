package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.ChangeId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is committed to, beside the whole content, of one entry, so that a citation can open it alone: all values are
 * texts, {@code ""} where the resource does not say.
 *
 * @param code {@code system|code} of the first coding
 * @param period {@code start/end} as in the resource: {@code 2026-01-02T10:00:00Z/} for an instant
 * @param encounter {@code Encounter/<id>} of a reference within the card
 * @param patient {@code Patient/<id>} of a reference within the card; its own name for a Patient
 */
public record EntryIndex(String type, String id, String code, String period, String encounter, String patient) {
    private static final String PATIENT = "Patient";

    /**
     * Reads these values from a resource.
     *
     * @throws SectionTable.UnsupportedTypeException if the table does not place its type
     */
    public static EntryIndex of(JsonNode resource) {
        String type = resource.path("resourceType").asText("");
        SectionTable.Row row = SectionTable.r4().row(type);
        String id = resource.path("id").asText("");
        String patient = type.equals(PATIENT) ? PATIENT + "/" + id : local(row.patient(), resource, PATIENT);
        return new EntryIndex(
                type,
                id,
                code(row, resource),
                period(row, resource),
                local(row.encounter(), resource, "Encounter"),
                patient);
    }

    /** What a citation that opens every field of the entry would say. */
    public CitedEntry cite(ChangeId change) {
        return new CitedEntry(change, type, id, given(code), given(period), given(encounter), given(patient));
    }

    private static Optional<String> given(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private static String code(SectionTable.Row row, JsonNode resource) {
        return row.code()
                .all(resource)
                .flatMap(concept -> Stream.concat(
                        FhirPath.of("coding").all(concept), Stream.of(concept).filter(node -> node.has("code"))))
                .findFirst()
                .map(EntryIndex::coding)
                .orElse("");
    }

    private static String coding(JsonNode coding) {
        return coding.path("system").asText("") + "|" + coding.path("code").asText("");
    }

    private static String period(SectionTable.Row row, JsonNode resource) {
        return row.when()
                .first(resource)
                .map(when -> when.isObject()
                        ? when.path("start").asText("") + "/" + when.path("end").asText("")
                        : when.asText("") + "/")
                .orElse("");
    }

    private static String local(FhirPath path, JsonNode resource, String type) {
        return path.first(resource)
                .map(node -> FhirReference.of(node.path("reference").asText("")))
                .filter(reference -> reference.isLocal()
                        && reference.type().map(type::equals).orElse(true))
                .map(reference -> type + "/" + reference.id())
                .orElse("");
    }
}
