package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A reference and where it stands in its resource.
 *
 * @param pointer JSON pointer to the object that holds it
 */
public record FoundReference(String pointer, FhirReference reference) {
    /** Every reference in a resource, its contained resources included, in document order. */
    public static Stream<FoundReference> in(JsonNode resource) {
        return below("", resource);
    }

    /** The references at a path of field names, such as {@code item.encounter}; lists are walked through. */
    static Stream<FoundReference> at(JsonNode resource, String path) {
        return FhirPath.of(path).located(resource).flatMap(node -> own(node.pointer(), node.node()));
    }

    private static Stream<FoundReference> below(String pointer, JsonNode node) {
        if (!node.isContainerNode()) {
            return Stream.empty();
        }
        Stream.Builder<Stream<FoundReference>> found = Stream.builder();
        found.add(own(pointer, node));
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                found.add(below(pointer + "/" + escaped(field.getKey()), field.getValue()));
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            found.add(below(pointer + "/" + i, node.get(i)));
        }
        return found.build().flatMap(references -> references);
    }

    private static Stream<FoundReference> own(String pointer, JsonNode node) {
        JsonNode text = node.path("reference");
        return text.isTextual()
                ? Stream.of(new FoundReference(pointer, FhirReference.of(text.textValue())))
                : Stream.empty();
    }

    private static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }
}
