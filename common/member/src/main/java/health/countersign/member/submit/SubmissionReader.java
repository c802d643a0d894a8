package health.countersign.member.submit;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.member.content.Content;
import health.countersign.member.review.FhirJson;
import health.countersign.member.review.SectionTable;
import health.countersign.member.review.SectionTable.UnsupportedTypeException;
import health.countersign.platform.http.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the body of a submission: {@code {reason, entries:[{resource}|{body}], facts?, citations?, bases?, requires?,
 * deadlineSeconds?, parties?}}. Resources are kept byte for byte; the section follows from their types.
 */
public final class SubmissionReader {
    private static final Set<String> FIELDS =
            Set.of("reason", "entries", "facts", "citations", "bases", "requires", "deadlineSeconds", "parties");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Duration USUAL_DEADLINE = Duration.ofDays(1);

    private final Map<String, byte[]> fields;

    private SubmissionReader(byte[] body) {
        this.fields = JsonSlices.fields(body);
        for (String name : fields.keySet()) {
            if (!FIELDS.contains(name)) {
                throw new MalformedException("", "there is a field that does not belong here");
            }
        }
    }

    /** A change of an open card. */
    public static Submission change(CardId card, byte[] body) {
        SubmissionReader reader = new SubmissionReader(body);
        if (reader.fields.containsKey("parties")) {
            throw new MalformedException("/parties", "the parties of a card are fixed when it is opened");
        }
        return reader.submission(card, Optional.empty());
    }

    /** The change that opens a card; without {@code parties} every member of the consortium is one. */
    public static Submission opening(CardId card, byte[] body) {
        SubmissionReader reader = new SubmissionReader(body);
        Parties parties = reader.tree("parties")
                .map(tree -> Parties.of(texts(tree, "parties").stream()
                        .distinct()
                        .map(OrganizationId::new)
                        .toList()))
                .orElse(Parties.ALL);
        return reader.submission(card, Optional.of(parties));
    }

    private Submission submission(CardId card, Optional<Parties> opens) {
        List<Content.Entry> entries = entries();
        Set<String> facts =
                tree("facts").map(tree -> Set.copyOf(texts(tree, "facts"))).orElse(Set.of());
        Set<ChangeId> requires = new HashSet<>();
        tree("requires").ifPresent(tree -> texts(tree, "requires").forEach(id -> requires.add(new ChangeId(id))));
        return new Submission(
                card,
                opens,
                section(entries),
                tree("reason").map(reason -> text(reason, "reason")).orElse(""),
                entries,
                facts,
                citations(),
                bases(),
                requires,
                deadline());
    }

    private List<Content.Entry> entries() {
        byte[] json = fields.get("entries");
        if (json == null) {
            throw new MalformedException("/entries", "'entries' is missing");
        }
        List<Content.Entry> entries = new ArrayList<>();
        for (byte[] element : JsonSlices.elements(json)) {
            entries.add(entry(element, "/entries/" + entries.size()));
        }
        if (entries.isEmpty() || entries.size() > Content.MAX_ENTRIES) {
            throw new MalformedException("/entries", "a change has 1 to " + Content.MAX_ENTRIES + " entries");
        }
        return entries;
    }

    private static Content.Entry entry(byte[] element, String pointer) {
        Map<String, byte[]> parts = JsonSlices.fields(element);
        byte[] body;
        if (parts.keySet().equals(Set.of("resource"))) {
            body = parts.get("resource");
        } else if (parts.keySet().equals(Set.of("body"))) {
            body = Base64.getDecoder().decode(text(read(parts.get("body")), pointer + "/body"));
        } else {
            throw new MalformedException(pointer, "an entry is a 'resource' or, in base64, a 'body'");
        }
        JsonNode resource = FhirJson.read(body);
        String type = resource.path("resourceType").asText("");
        String id = resource.path("id").asText("");
        if (type.isEmpty() || !ID.matcher(id).matches()) {
            throw new MalformedException(pointer, "a resource has a 'resourceType' and an 'id'");
        }
        return new Content.Entry(type, id, Bytes.of(body));
    }

    private static Section section(List<Content.Entry> entries) {
        Set<Section> sections = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            try {
                sections.add(SectionTable.r4().sectionOf(entries.get(i).type()));
            } catch (UnsupportedTypeException e) {
                String type = ID.matcher(e.type()).matches() ? e.type() : "?";
                throw Problem.of(
                                422,
                                "type-unsupported",
                                "No section holds this type",
                                "Entry " + i + " is of type " + type + ", which no section holds.")
                        .exception();
            }
        }
        if (sections.size() > 1) {
            throw Problem.of(
                            422,
                            "sections-mixed",
                            "Entries of several sections",
                            "A change holds entries of one section; these belong to "
                                    + sections.stream()
                                            .map(Section::wire)
                                            .sorted()
                                            .toList() + ".")
                    .exception();
        }
        return sections.iterator().next();
    }

    private List<Citation> citations() {
        return tree("citations")
                .map(tree -> list(tree, "citations").stream().map(Citation::of).toList())
                .orElse(List.of());
    }

    private Map<String, Optional<ChangeId>> bases() {
        Map<String, Optional<ChangeId>> bases = new HashMap<>();
        tree("bases").ifPresent(tree -> {
            if (!(tree instanceof Map<?, ?> map)) {
                throw new MalformedException("/bases", "'bases' must be an object");
            }
            map.forEach((name, base) ->
                    bases.put((String) name, Optional.ofNullable(base).map(id -> new ChangeId(text(id, "bases")))));
        });
        return bases;
    }

    private Duration deadline() {
        return tree("deadlineSeconds")
                .map(tree -> tree instanceof Long seconds ? seconds : -1L)
                .map(Duration::ofSeconds)
                .orElse(USUAL_DEADLINE);
    }

    private Optional<Object> tree(String name) {
        return Optional.ofNullable(fields.get(name)).map(SubmissionReader::read);
    }

    private static Object read(byte[] json) {
        try {
            return StrictJson.read(json, JsonLimits.BODY);
        } catch (MalformedJsonException e) {
            throw new MalformedException("", "the body is no JSON that we take");
        }
    }

    private static String text(Object tree, String name) {
        if (tree instanceof String text) {
            return text;
        }
        throw new MalformedException("/" + name, "'" + name + "' must be a string");
    }

    private static List<?> list(Object tree, String name) {
        if (tree instanceof List<?> list) {
            return list;
        }
        throw new MalformedException("/" + name, "'" + name + "' must be a list");
    }

    private static List<String> texts(Object tree, String name) {
        return list(tree, name).stream().map(item -> text(item, name)).toList();
    }
}
