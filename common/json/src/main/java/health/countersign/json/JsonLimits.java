package health.countersign.json;

/**
 * How much JSON {@link StrictJson} takes.
 *
 * @param bytes the longest document, in bytes of UTF-8
 * @param depth how many arrays and objects may be inside each other
 */
public record JsonLimits(int bytes, int depth) {
    /** The deepest nesting that any of our doors takes. */
    public static final int DEPTH = 64;

    /** What a body at an HTTP door may be: 10 MB. */
    public static final JsonLimits BODY = new JsonLimits(10_000_000, DEPTH);

    public JsonLimits {
        if (bytes < 1 || depth < 1 || depth > DEPTH) {
            throw new IllegalArgumentException("%d bytes, %d deep".formatted(bytes, depth));
        }
    }

    /** At most this many bytes, and the usual depth. */
    public static JsonLimits ofBytes(int bytes) {
        return new JsonLimits(bytes, DEPTH);
    }
}
