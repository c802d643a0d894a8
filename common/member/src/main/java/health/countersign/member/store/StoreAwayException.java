package health.countersign.member.store;

import health.countersign.platform.http.PassingFailure;
import java.sql.SQLException;

/** The store's server does not answer; later it may. */
public final class StoreAwayException extends StoreException implements PassingFailure {
    private static final long serialVersionUID = 1L;

    StoreAwayException(String problem, Throwable cause) {
        super(problem, cause);
    }

    /** The connection failed or none was free, or the server starts, stops or has too many connections. */
    static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        boolean connection = state.startsWith("08") && !state.equals("08004");
        return connection || state.startsWith("57P0") || state.equals("53300");
    }
}
