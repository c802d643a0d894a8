package health.countersign.member.store;

/**
 * The store did not do its work; nothing of what was asked for is there. Only a store that is closed while it asks its
 * server what became of the last work fails without knowing.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
