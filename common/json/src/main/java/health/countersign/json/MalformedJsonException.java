package health.countersign.json;

/** Bytes that {@link StrictJson} does not take; says what and where, and never repeats what was read. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Reason {
        TOO_LONG("the document is too long"),
        NOT_UTF8("the bytes are not UTF-8"),
        SYNTAX("this is not JSON"),
        TOO_DEEP("arrays and objects are nested too deep"),
        DUPLICATE_KEY("a key stands twice in one object"),
        NOT_AN_INT64("a number is not a 64-bit integer"),
        LONE_SURROGATE("a string holds half of a surrogate pair"),
        TRAILING("something follows the document");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** The reason in words. */
        public String sentence() {
            return sentence;
        }
    }

    private final Reason reason;
    private final long offset;

    MalformedJsonException(Reason reason, long offset) {
        super("%s (at character %d)".formatted(reason.sentence, offset));
        this.reason = reason;
        this.offset = offset;
    }

    public Reason reason() {
        return reason;
    }

    /** How many characters (bytes, where the bytes are not UTF-8) stand before the place of the fault. */
    public long offset() {
        return offset;
    }
}
