package health.countersign.member.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One connection, for one thread at a time; statements are prepared once. */
public final class Session implements AutoCloseable {
    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** All rows, in the statement's order. */
    public <T> List<T> list(String sql, Row<T> row, Object... arguments) {
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(row.read(rows));
            }
            return list;
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    /** The first row. */
    public <T> Optional<T> one(String sql, Row<T> row, Object... arguments) {
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.ofNullable(row.read(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    public boolean exists(String sql, Object... arguments) {
        return one(sql, row -> true, arguments).isPresent();
    }

    /** How many rows changed. */
    public int update(String sql, Object... arguments) {
        try {
            return bound(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    /** Everything in here happens on one state of the store. */
    <T> T onOneState(Function<Session, T> work) {
        try {
            connection.setAutoCommit(false);
            T result = work.apply(this);
            end();
            return result;
        } catch (SQLException e) {
            throw StoreException.of(e);
        } catch (RuntimeException e) {
            endAfter(e);
            throw e;
        }
    }

    private void end() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** Of a connection that has failed the first failure tells more. */
    private void endAfter(RuntimeException failure) {
        try {
            end();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    private PreparedStatement bound(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
