package health.countersign.member.content;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.Bytes;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Citation;
import health.countersign.domain.Fields;
import health.countersign.domain.MalformedException;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.member.review.FhirJson;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a change says, as only its readers see it.
 *
 * @param seed 32 random bytes from which the random part of every leaf is derived
 * @param reason why the author makes the change
 * @param facts names of the logical facts that it touches beside its entries, ascending
 * @param citations opened leaves of changes that it builds on
 */
public record Content(Bytes seed, String reason, List<Entry> entries, List<String> facts, List<Citation> citations) {
    /** More entries would not fit a record of the log. */
    public static final int MAX_ENTRIES = 250;

    private static final int SEED = 32;
    private static final int MAX_REASON = 2_000;
    private static final int MAX_NAME = 256;
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(4_000_000);

    public Content {
        entries = List.copyOf(entries);
        facts = List.copyOf(new TreeSet<>(facts));
        citations = List.copyOf(citations);
        Set<String> names = new HashSet<>(facts);
        entries.forEach(entry -> names.add(entry.name()));
        if (seed.length() != SEED
                || reason.length() > MAX_REASON
                || entries.isEmpty()
                || entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("a content has a seed, a reason and 1 to " + MAX_ENTRIES + " entries");
        }
        if (names.size() != entries.size() + facts.size()) {
            throw new IllegalArgumentException("a content holds each entry and each fact once");
        }
    }

    /** One FHIR resource, byte for byte as it was received. */
    public record Entry(String type, String id, Bytes body) {
        /** The entry's name among what a change touches: {@code Observation/123}. */
        public String name() {
            return type + "/" + id;
        }

        /** The resource; it must be of this type and id. */
        public JsonNode resource() {
            JsonNode resource = FhirJson.read(body.array());
            if (!type.equals(resource.path("resourceType").asText(""))
                    || !id.equals(resource.path("id").asText(""))) {
                throw new MalformedException("/entries", "an entry is not of the type and id that it is said to be");
            }
            return resource;
        }

        private Object tree() {
            return Map.of("type", type, "id", id, "body", body.base64());
        }

        private static Entry of(Object tree) {
            Fields fields = Fields.of(tree);
            Entry entry = new Entry(
                    fields.value("type", Entry::storable),
                    fields.value("id", Entry::storable),
                    fields.value("body", Bytes::ofBase64));
            fields.end();
            return entry;
        }

        /** Rules judge names, but what was agreed without us must still fit a table and its indexes. */
        private static String storable(String name) {
            if (name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a name is at most " + MAX_NAME + " characters, none of them NUL");
            }
            return name;
        }
    }

    /** A content with a fresh seed. */
    public static Content of(String reason, List<Entry> entries, Set<String> facts, List<Citation> citations) {
        byte[] seed = new byte[SEED];
        new SecureRandom().nextBytes(seed);
        return new Content(Bytes.of(seed), reason, entries, List.copyOf(facts), citations);
    }

    /** Everything that the change touches under the section's index key: its entries, then its facts. */
    public Stream<String> names() {
        return Stream.concat(entries.stream().map(Entry::name), facts.stream());
    }

    /** The plain text that is encrypted. */
    public byte[] bytes() {
        return CanonicalJson.bytes(Map.of(
                "v",
                1L,
                "seed",
                seed.base64(),
                "reason",
                reason,
                "entries",
                entries.stream().map(Entry::tree).toList(),
                "facts",
                facts,
                "citations",
                citations.stream().map(Citation::tree).toList()));
    }

    /**
     * Reads a decrypted content strictly.
     *
     * @throws MalformedException if it has another shape
     */
    public static Content of(byte[] plain) {
        try {
            Fields fields = Fields.of(StrictJson.read(plain, LIMITS));
            fields.constant("v", 1L);
            Content content = new Content(
                    fields.value("seed", Bytes::ofBase64),
                    fields.string("reason"),
                    fields.list("entries", Entry::of),
                    fields.list("facts", String.class::cast),
                    fields.list("citations", Citation::of));
            fields.end();
            return content;
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw new MalformedException("", "the content is malformed");
        }
    }
}
