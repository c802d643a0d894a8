package health.countersign.member.submit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import health.countersign.domain.MalformedException;
import health.countersign.json.JsonLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts JSON into the exact bytes of its parts, so that what a caller sent is kept byte for byte. */
final class JsonSlices {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonLimits.DEPTH + 8)
                    .maxStringLength(JsonLimits.BODY.bytes())
                    .build())
            .build();

    private JsonSlices() {}

    /** The values of an object's fields. */
    static Map<String, byte[]> fields(byte[] json) {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "an object is missing");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser, json));
            }
            require(parser.nextToken() == null, "the JSON goes on after its end");
        } catch (IOException e) {
            throw new MalformedException("", "the body is no JSON");
        }
        return fields;
    }

    /** The elements of an array. */
    static List<byte[]> elements(byte[] json) {
        List<byte[]> elements = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_ARRAY, "a list is missing");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser, json));
            }
        } catch (IOException e) {
            throw new MalformedException("", "the body is no JSON");
        }
        return elements;
    }

    private static byte[] value(JsonParser parser, byte[] json) throws IOException {
        long begin = parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        long end = parser.currentLocation().getByteOffset();
        require(begin >= 0 && end > begin, "the body is not UTF-8");
        return Arrays.copyOfRange(json, (int) begin, (int) end);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedException("", problem);
        }
    }
}
