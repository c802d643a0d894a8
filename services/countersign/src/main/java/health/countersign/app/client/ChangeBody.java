package health.countersign.app.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of a submission; resources travel byte for byte as they were given. */
public final class ChangeBody {
    private final String reason;
    private final List<byte[]> resources = new ArrayList<>();
    private final List<Buffer> citations = new ArrayList<>();
    private final Map<String, Object> more = new LinkedHashMap<>();

    private ChangeBody(String reason) {
        this.reason = reason;
    }

    /** A change for this reason. */
    public static ChangeBody of(String reason) {
        return new ChangeBody(reason);
    }

    /** Adds a FHIR resource. */
    public ChangeBody entry(byte[] resource) {
        resources.add(resource);
        return this;
    }

    /** Adds a citation as the service that gave it wrote it. */
    public ChangeBody citation(Buffer citation) {
        citations.add(citation);
        return this;
    }

    /** Adds another field, such as {@code bases}. */
    public ChangeBody with(String field, Object value) {
        more.put(field, value);
        return this;
    }

    public Buffer json() {
        Buffer body =
                Buffer.buffer("{\"reason\":").appendString(Json.encode(reason)).appendString(",\"entries\":[");
        for (int i = 0; i < resources.size(); i++) {
            body.appendString(i == 0 ? "{\"resource\":" : ",{\"resource\":")
                    .appendBytes(resources.get(i))
                    .appendString("}");
        }
        body.appendString("]");
        if (!citations.isEmpty()) {
            body.appendString(",\"citations\":[");
            for (int i = 0; i < citations.size(); i++) {
                body.appendString(i == 0 ? "" : ",").appendBuffer(citations.get(i));
            }
            body.appendString("]");
        }
        more.forEach((field, value) -> body.appendString(",")
                .appendString(Json.encode(field))
                .appendString(":")
                .appendString(Json.encode(value)));
        return body.appendString("}");
    }
}
