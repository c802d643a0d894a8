package health.countersign.member.store;

import health.countersign.platform.settings.Default;
import health.countersign.platform.settings.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A view in a database of PostgreSQL.
 *
 * @param url such as {@code jdbc:postgresql://db.example:5432/hospital?sslmode=verify-full}; what stands after the
 *     question mark says how to use TLS, in the driver's words
 * @param user the role of the service, which needs no right to make or drop tables if there is a migrator
 * @param password may be left out where the server knows the role by its certificate
 * @param schema where the tables are
 * @param migrator the role that makes the tables and lets {@code user} work with them; without it {@code user} does
 * @param readers connections for reading, 1 to 100; one more writes
 */
public record PostgresSettings(
        String url,
        String user,
        Optional<Secret> password,
        @Default("countersign") String schema,
        Optional<Login> migrator,
        @Default("4") int readers,
        Timeouts timeouts) {
    private static final String PROTOCOL = "jdbc:postgresql://";
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final int MOST_READERS = 100;

    public PostgresSettings {
        if (!url.startsWith(PROTOCOL)) {
            throw new IllegalArgumentException("'url' must begin with " + PROTOCOL);
        }
        if (url.matches(".*[?&](?i:password|user)=.*")) {
            throw new IllegalArgumentException("'url' must not name a user or hold a password: set them on their own");
        }
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("'schema' must be lower-case letters, digits and '_'");
        }
        if (readers < 1 || readers > MOST_READERS) {
            throw new IllegalArgumentException("'readers' must be 1 to " + MOST_READERS);
        }
        if (migrator.filter(login -> login.user().equals(user)).isPresent()) {
            throw new IllegalArgumentException("'migrator' must be another role than 'user', or be left out");
        }
    }

    /** A role and how it proves itself. */
    public record Login(String user, Optional<Secret> password) {}

    /**
     * How long to wait for what; each at least one second.
     *
     * @param connection for a connection: for a free one, and for the server to open one
     * @param statement for a statement, which the server ends then
     * @param lock for another replica's work, which the server ends then
     * @param idleInTransaction for a replica that stands still within a transaction, until the server undoes it
     * @param socket for any answer; longer than what the server ends by itself
     * @param start for a server that does not answer when the service starts
     */
    public record Timeouts(
            @Default("5s") Duration connection,
            @Default("30s") Duration statement,
            @Default("30s") Duration lock,
            @Default("1m") Duration idleInTransaction,
            @Default("90s") Duration socket,
            @Default("2m") Duration start) {
        private static final Duration LEAST = Duration.ofSeconds(1);

        public Timeouts {
            for (Duration each : new Duration[] {connection, statement, lock, idleInTransaction, socket, start}) {
                if (each.compareTo(LEAST) < 0) {
                    throw new IllegalArgumentException("every timeout must be at least 1s");
                }
            }
            if (socket.compareTo(statement) <= 0 || socket.compareTo(lock) <= 0) {
                throw new IllegalArgumentException("'socket' must be longer than 'statement' and 'lock'");
            }
        }

        public static Timeouts defaults() {
            return new Timeouts(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(2));
        }
    }
}
