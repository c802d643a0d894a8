package health.countersign.domain;

/** A policy that nobody could satisfy for some author or some set of parties. */
public final class UnsatisfiablePolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsatisfiablePolicyException(String part) {
        super("nobody can satisfy '" + part + "'");
    }
}
