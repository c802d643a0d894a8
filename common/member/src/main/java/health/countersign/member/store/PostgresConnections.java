package health.countersign.member.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import health.countersign.member.store.PostgresSettings.Login;
import health.countersign.member.store.PostgresSettings.Timeouts;
import health.countersign.platform.settings.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to PostgreSQL, as the settings want them. */
record PostgresConnections(PostgresSettings settings) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);
    private static final long LOOK_AGAIN_NANOS = 500_000_000;

    /** One connection, that may wait for the server, and be taken anew when the server was away. */
    HikariDataSource writer() {
        HikariConfig config = pool("store writer", 1);
        return new HikariDataSource(config);
    }

    /** Each transaction on them sees one state. */
    HikariDataSource readers() {
        HikariConfig config = pool("store readers", settings.readers());
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        return new HikariDataSource(config);
    }

    /** For the role that makes the tables; a migration takes as long as it takes. */
    PGSimpleDataSource migrator() {
        return source(settings.migrator().orElseGet(this::service));
    }

    /**
     * Returns when the server accepts connections.
     *
     * @throws SQLException if it does not within the time of the settings, or at once if it refuses us
     */
    void awaitServer() throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try (Connection connection = migrator().getConnection()) {
                LOG.atDebug().addKeyValue("schema", connection.getSchema()).log("the database answers");
                return;
            } catch (SQLException e) {
                Duration waited = Duration.ofNanos(System.nanoTime() - begun);
                if (!StoreAwayException.isAway(e)
                        || waited.compareTo(settings.timeouts().start()) > 0) {
                    throw e;
                }
                LOG.atWarn().addKeyValue("state", e.getSQLState()).log("the database does not answer yet");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private Login service() {
        return new Login(settings.user(), settings.password());
    }

    private HikariConfig pool(String name, int size) {
        Timeouts timeouts = settings.timeouts();
        PGSimpleDataSource source = source(service());
        source.setSocketTimeout(seconds(timeouts.socket()));
        source.setOptions("-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
                .formatted(
                        timeouts.statement().toMillis(),
                        timeouts.lock().toMillis(),
                        timeouts.idleInTransaction().toMillis()));
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(timeouts.connection().toMillis());
        config.setValidationTimeout(timeouts.connection().toMillis());
        return config;
    }

    private PGSimpleDataSource source(Login login) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(login.user());
        source.setPassword(login.password().map(Secret::reveal).orElse(null));
        source.setCurrentSchema(settings.schema());
        source.setApplicationName("countersign");
        source.setConnectTimeout(seconds(settings.timeouts().connection()));
        source.setLoginTimeout(seconds(settings.timeouts().connection()));
        source.setTcpKeepAlive(true);
        // The details of a failure quote rows, and rows hold what must not be logged.
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.plusMillis(999).toSeconds());
    }
}
