package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Section;
import java.util.Optional;

/**
 * One FHIR resource of a card, as the rules see it.
 *
 * @param version the change that made this version; empty for an entry that is being proposed
 */
public record CardEntry(String type, String id, JsonNode resource, Section section, Optional<ChangeId> version) {
    /** An entry of a change that is being proposed, taken from the resource itself. */
    public static CardEntry proposed(JsonNode resource, Section section) {
        return new CardEntry(text(resource, "resourceType"), text(resource, "id"), resource, section, Optional.empty());
    }

    /** The same entry as the given change made it. */
    public CardEntry at(ChangeId change) {
        return new CardEntry(type, id, resource, section, Optional.of(change));
    }

    /** Its name among what a change touches, and as a reference within its card: {@code Observation/123}. */
    public String name() {
        return type + "/" + id;
    }

    /** Whether a correction took it back: it stays in the history, but says nothing anymore. */
    public boolean withdrawn() {
        String status = text(resource, "status");
        return "entered-in-error".equals(status) || "cancelled".equals(status);
    }

    private static String text(JsonNode resource, String field) {
        return resource.path(field).asText("");
    }
}
