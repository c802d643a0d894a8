package health.countersign.member.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a database of PostgreSQL, which several replicas of one service may share: their writers take turns, so
 * that each sees what the one before it wrote, as in a file. A server that is away fails what is asked of it, and
 * nothing else: later work finds it when it is back.
 */
final class PostgresEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresEngine.class);
    private static final long ASK_AGAIN_NANOS = 200_000_000;

    /** Named by a table of the schema that the connection looks into: stores of one database do not meet. */
    private static final String TAKE_TURN = "SELECT pg_advisory_xact_lock(CAST(CAST('meta' AS regclass) AS bigint))";

    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final CommitMark mark = new CommitMark();
    private volatile boolean givenUp;

    private PostgresEngine(HikariDataSource writer, HikariDataSource readers) {
        this.writer = writer;
        this.readers = readers;
    }

    static PostgresEngine open(PostgresSettings settings) throws SQLException {
        PostgresConnections connections = new PostgresConnections(settings);
        connections.awaitServer();
        migrate(settings, connections.migrator());
        return new PostgresEngine(connections.writer(), connections.readers());
    }

    @Override
    public Session writer() {
        return session(writer);
    }

    @Override
    public Session reader() {
        return session(readers);
    }

    @Override
    public void release(Session session) {
        session.close();
    }

    @Override
    public void begin(Session session) {
        session.update("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
        session.exists(TAKE_TURN);
    }

    @Override
    public void commit(Session session, Runnable unknown) {
        mark.leave(session);
        try {
            session.update("COMMIT");
        } catch (StoreException noAnswer) {
            undo(session);
            if (!committed(unknown)) {
                throw noAnswer;
            }
        }
    }

    /** Whatever the connection is busy with, its end undoes it. */
    @Override
    public void undo(Session session) {
        writer.evictConnection(session.connection());
        session.close();
    }

    @Override
    public void giveUp() {
        givenUp = true;
    }

    @Override
    public void close() {
        try {
            Session session = writer();
            mark.remove(session);
            release(session);
        } catch (StoreException away) {
            LOG.atInfo().log("the database was away when its store was closed");
        }
        writer.close();
        readers.close();
    }

    /** What became of the last transaction; asks for as long as it takes to get an answer. */
    private boolean committed(Runnable unknown) {
        LOG.atWarn().log("a commit got no answer; asking what became of it");
        while (!givenUp) {
            try {
                return ask();
            } catch (StoreException away) {
                unknown.run();
                LockSupport.parkNanos(ASK_AGAIN_NANOS);
            }
        }
        throw new StoreException("the store was closed before it was known what became of the last work", null);
    }

    /** When it is our turn again, the transaction that had it before has ended. */
    private boolean ask() {
        Session session = writer();
        try {
            begin(session);
            return mark.isThere(session);
        } finally {
            undo(session);
        }
    }

    private static Session session(HikariDataSource pool) {
        try {
            return new Session(pool.getConnection());
        } catch (SQLException e) {
            throw new StoreAwayException("no connection to the store: SQL state " + e.getSQLState(), e);
        }
    }

    private static void migrate(PostgresSettings settings, PGSimpleDataSource source) throws SQLException {
        Migrations.POSTGRES.on(source).defaultSchema(settings.schema()).load().migrate();
        if (settings.migrator().isPresent()) {
            grant(settings, source);
        }
    }

    /** The service may work with the tables and change none of them; of who read what it can take nothing back. */
    private static void grant(PostgresSettings settings, PGSimpleDataSource source) throws SQLException {
        String schema = source.getCurrentSchema();
        String user = '"' + settings.user().replace("\"", "\"\"") + '"';
        List<String> statements = List.of(
                TAKE_TURN,
                "GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, user),
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %s TO %s".formatted(schema, user),
                "REVOKE INSERT, UPDATE, DELETE ON %s FROM %s".formatted(Migrations.HISTORY, user),
                "REVOKE UPDATE, DELETE ON reads FROM %s".formatted(user));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String each : statements) {
                statement.execute(each);
            }
            connection.commit();
        }
    }
}
