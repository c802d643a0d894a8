package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Field names joined by dots, with alternatives: {@code context.encounter}, {@code performedPeriod|performedDateTime}.
 * Lists are walked through; of alternatives the first that is there counts.
 */
record FhirPath(List<List<String>> alternatives) {
    private static final String NOWHERE = "-";
    private static final Map<String, FhirPath> PARSED = new ConcurrentHashMap<>();

    /** Parses a path of the section table or of a rule, each once; {@code -} leads nowhere. */
    static FhirPath of(String text) {
        return PARSED.computeIfAbsent(text, FhirPath::parsed);
    }

    private static FhirPath parsed(String text) {
        if (text.equals(NOWHERE)) {
            return new FhirPath(List.of());
        }
        return new FhirPath(Stream.of(text.split("\\|", -1))
                .map(alternative -> List.of(alternative.split("\\.", -1)))
                .toList());
    }

    /** Every node at the first alternative that is there, with where it stands. */
    Stream<Located> located(JsonNode resource) {
        for (List<String> fields : alternatives) {
            List<Located> found = down(new Located("", resource), fields);
            if (!found.isEmpty()) {
                return found.stream();
            }
        }
        return Stream.empty();
    }

    Stream<JsonNode> all(JsonNode resource) {
        return located(resource).map(Located::node);
    }

    Optional<JsonNode> first(JsonNode resource) {
        return all(resource).findFirst();
    }

    private static List<Located> down(Located from, List<String> fields) {
        Stream<Located> nodes = Stream.of(from);
        for (String field : fields) {
            nodes = nodes.flatMap(parent -> parent.elements(field));
        }
        return nodes.toList();
    }

    /** A node and the JSON pointer to it. */
    record Located(String pointer, JsonNode node) {
        private Stream<Located> elements(String field) {
            JsonNode child = node.path(field);
            String at = pointer + "/" + field;
            if (child.isMissingNode() || child.isNull()) {
                return Stream.empty();
            }
            if (!child.isArray()) {
                return Stream.of(new Located(at, child));
            }
            return IntStream.range(0, child.size()).mapToObj(i -> new Located(at + "/" + i, child.get(i)));
        }
    }
}
