package health.countersign.member.store;

import java.sql.SQLException;

/**
 * The store did not do its work; nothing of what was asked for is there. Only a store that is closed while it asks its
 * server what became of the last work fails without knowing.
 */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String problem, Throwable cause) {
        super(problem, cause);
    }

    /** What a database's failure means. */
    static StoreException of(SQLException cause) {
        String problem = "the store failed: SQL state " + cause.getSQLState();
        return StoreAwayException.isAway(cause)
                ? new StoreAwayException(problem, cause)
                : new StoreException(problem, cause);
    }
}
