package health.countersign.app.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.member.review.FhirReference;
import health.countersign.member.review.FoundReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Does what a server does with a transaction (FHIR R4, 3.1.0.11.2): entries get an id where they have none, and
 * references to an entry's {@code fullUrl} become references to its id, where they are not already.
 */
final class References {
    private static final String UUID_URL = "urn:uuid:";
    private static final JsonMapper MAPPER = new JsonMapper();

    private References() {}

    /** An entry and the address that its bundle gives it; {@code ""} if none. */
    record Addressed(String url, BundleEntry entry) {}

    /** The entries, those rewritten that need it; the others keep their bytes. */
    static List<BundleEntry> rewritten(List<Addressed> addressed) {
        Map<String, String> names = new HashMap<>();
        List<Addressed> named = addressed.stream().map(References::identified).toList();
        for (Addressed entry : named) {
            if (!entry.url().isEmpty() && !meansItself(entry)) {
                names.put(entry.url(), entry.entry().name());
            }
        }
        return named.stream()
                .map(entry -> names.isEmpty() ? entry.entry() : redirected(entry.entry(), names))
                .toList();
    }

    private static Addressed identified(Addressed addressed) {
        BundleEntry entry = addressed.entry();
        if (entry.type().isEmpty() || !entry.id().isEmpty()) {
            return addressed;
        }
        ObjectNode resource = entry.resource().deepCopy();
        resource.put("id", newId(addressed));
        return new Addressed(addressed.url(), with(entry, resource));
    }

    /** The id that the bundle's address gives; without one, always the same for the same place. */
    private static String newId(Addressed addressed) {
        String url = addressed.url();
        if (url.startsWith(UUID_URL)) {
            return url.substring(UUID_URL.length());
        }
        BundleEntry entry = addressed.entry();
        String place = entry.file() + "#" + entry.position();
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether the address already means the entry, as references within a card are understood. */
    private static boolean meansItself(Addressed addressed) {
        FhirReference reference = FhirReference.of(addressed.url());
        return reference.means(addressed.entry().type(), addressed.entry().id());
    }

    private static BundleEntry redirected(BundleEntry entry, Map<String, String> names) {
        List<FoundReference> found = FoundReference.in(entry.resource())
                .filter(reference -> target(entry.resource(), reference, names).isPresent())
                .toList();
        if (found.isEmpty()) {
            return entry;
        }
        JsonNode resource = entry.resource().deepCopy();
        for (FoundReference reference : found) {
            String name = target(entry.resource(), reference, names).orElseThrow();
            ((ObjectNode) resource.at(reference.pointer())).put("reference", name);
        }
        return with(entry, resource);
    }

    private static Optional<String> target(JsonNode resource, FoundReference reference, Map<String, String> names) {
        String text = resource.at(reference.pointer()).path("reference").asText();
        return Optional.ofNullable(names.get(text));
    }

    private static BundleEntry with(BundleEntry entry, JsonNode resource) {
        try {
            return new BundleEntry(entry.file(), entry.position(), resource, MAPPER.writeValueAsBytes(resource));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read can be written", e);
        }
    }
}
