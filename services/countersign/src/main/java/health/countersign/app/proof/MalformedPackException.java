package health.countersign.app.proof;

/** A file is no pack at all; what is wrong with what a pack holds is a verdict, not this. */
public final class MalformedPackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problem what is wrong, without what was read */
    public MalformedPackException(String problem) {
        super(problem);
    }
}
