package health.countersign.domain;

/** A signed word, event or document does not have the shape it must have; says where, never what it held. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    /** @param pointer JSON pointer (RFC 6901) to the offending place, relative to the whole word */
    public MalformedException(String pointer, String problem) {
        super(problem + " at '" + pointer + "'");
        this.pointer = pointer;
    }

    public String pointer() {
        return pointer;
    }
}
