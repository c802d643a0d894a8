package health.countersign.member.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.countersign.domain.MalformedException;
import java.io.IOException;

/** Reads FHIR JSON for the rules: amounts keep their digits, duplicate fields and deep nesting are refused. */
public final class FhirJson {
    private static final int MAX_DEPTH = 64;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FhirJson() {}

    /**
     * One JSON object.
     *
     * @throws MalformedException if the bytes are no single JSON object; the message does not quote them
     */
    public static JsonNode read(byte[] body) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new MalformedException("", "no JSON (line " + line(e) + ")");
        } catch (IOException e) {
            throw new MalformedException("", "no JSON");
        }
        if (!tree.isObject()) {
            throw new MalformedException("", "no JSON object");
        }
        return tree;
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }
}
