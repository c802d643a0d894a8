package health.countersign.app.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.member.review.CardEntry;
import health.countersign.member.review.EntryIndex;
import health.countersign.member.review.SectionTable;

/** One resource of a bundle. */
public final class BundleEntry {
    private final String file;
    private final int position;
    private final JsonNode resource;
    private final byte[] body;

    /**
     * @param file the file's name
     * @param position its place in the bundle, from 0
     * @param body the resource's bytes as they stand in the file; not copied
     */
    BundleEntry(String file, int position, JsonNode resource, byte[] body) {
        this.file = file;
        this.position = position;
        this.resource = resource;
        this.body = body;
    }

    public String file() {
        return file;
    }

    public int position() {
        return position;
    }

    public JsonNode resource() {
        return resource;
    }

    /** The resource's bytes as they stand in the file; not to be changed. */
    public byte[] body() {
        return body;
    }

    public String type() {
        return resource.path("resourceType").asText("");
    }

    public String id() {
        return resource.path("id").asText("");
    }

    /** Its name on its card: {@code Observation/123}. */
    public String name() {
        return type() + "/" + id();
    }

    EntryIndex index() {
        return EntryIndex.of(resource);
    }

    CardEntry onCard() {
        return CardEntry.proposed(resource, SectionTable.r4().sectionOf(type()));
    }
}
