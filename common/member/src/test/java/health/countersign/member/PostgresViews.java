package health.countersign.member;

import health.countersign.member.store.PostgresSettings;
import health.countersign.member.store.PostgresSettings.Login;
import health.countersign.member.store.PostgresSettings.Timeouts;
import health.countersign.platform.settings.Secret;
import health.countersign.postgres.PostgresServer;
import health.countersign.processes.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL server for tests: one database, a role for services, one for their tables, a schema for each view. */
public final class PostgresViews implements AutoCloseable {
    public static final String DATABASE = "views";

    private static final Secret PASSWORD = new Secret("a word for tests");
    private static final String SERVICE = "service";
    private static final String MAKER = "maker";
    private static final int READERS = 4;

    private final PostgresServer server;
    private final Path directory;
    private int made;

    private PostgresViews(PostgresServer server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /** Starts a server of its own; a test without one on its machine ends here. */
    public static PostgresViews start() {
        try {
            Path directory = Files.createTempDirectory("countersign-views-");
            PostgresServer server = RealPart.require(() -> PostgresServer.start(directory));
            server.createRole(SERVICE, PASSWORD.reveal());
            server.createRole(MAKER, PASSWORD.reveal());
            server.createDatabase(DATABASE, MAKER, List.of(SERVICE));
            return new PostgresViews(server, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PostgresServer server() {
        return server;
    }

    /** A view that nobody has used. */
    public PostgresSettings fresh() {
        return fresh(Timeouts.defaults(), READERS);
    }

    public PostgresSettings fresh(Timeouts timeouts, int readers) {
        made++;
        return new PostgresSettings(
                server.url(DATABASE),
                SERVICE,
                Optional.of(PASSWORD),
                "view" + made,
                Optional.of(new Login(MAKER, Optional.of(PASSWORD))),
                readers,
                timeouts);
    }

    /** The same view, without a role that could make its tables. */
    public static PostgresSettings withoutMigrator(PostgresSettings settings) {
        return new PostgresSettings(
                settings.url(),
                settings.user(),
                settings.password(),
                settings.schema(),
                Optional.empty(),
                settings.readers(),
                settings.timeouts());
    }

    @Override
    public void close() {
        server.delete();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
