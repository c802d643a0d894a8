package health.countersign.member.store;

/** The store did not do its work; nothing of what was asked for is there. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
