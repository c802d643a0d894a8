package health.countersign.member.store;

import health.countersign.member.keys.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** An organization's store: one SQLite file in WAL mode. Never called on an event loop, except {@link #write}. */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    private static final int CACHE_KIB = 16 * 1024;
    private static final int CHECKPOINT_PAGES = 8_000;
    private static final int BUSY_MILLIS = 30_000;

    private final Writer writer;
    private final BlockingQueue<Session> idle = new ArrayBlockingQueue<>(READERS);
    private final String generation;

    private Database(Writer writer, List<Session> readers, String generation) {
        this.writer = writer;
        this.idle.addAll(readers);
        this.generation = generation;
    }

    /** Opens the store, makes it if it is not there, and brings its tables up to date. */
    public static Database open(Path file, Durability durability) throws IOException, SQLException {
        PrivateFiles.makeDirectory(file.toAbsolutePath().getParent());
        PrivateFiles.make(file);
        SQLiteDataSource source = source(file, durability);
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:health/countersign/member/store")
                .placeholders(Map.of("clustered", "WITHOUT ROWID"))
                .loggers("slf4j")
                .load()
                .migrate();
        Session session = new Session(source.getConnection());
        String generation = generation(session);
        List<Session> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(new Session(reader(source)));
        }
        return new Database(new Writer(session, "store " + file.getFileName()), readers, generation);
    }

    /** A random id that this store got when it was made; a store that is rebuilt from nothing has another. */
    public String generation() {
        return generation;
    }

    /** Writes, together with whatever else waits; done when it is durable. A failure undoes this work only. */
    public <T> CompletableFuture<T> write(Function<Session, T> work) {
        return writer.submit(work);
    }

    /** Reads one state of the store; blocks. */
    public <T> T read(Function<Session, T> work) {
        Session session = take();
        try {
            return session.onOneState(work);
        } finally {
            idle.add(session);
        }
    }

    @Override
    public void close() {
        writer.close();
        for (int i = 0; i < READERS; i++) {
            take().close();
        }
    }

    private Session take() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for a connection", e);
        }
    }

    private static SQLiteDataSource source(Path file, Durability durability) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(
                durability == Durability.FULL
                        ? SQLiteConfig.SynchronousMode.FULL
                        : SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.TEMP_STORE, "memory");
        // Nobody asks for them, and finding them out costs a statement for each one that writes.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static Connection reader(SQLiteDataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = true");
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        }
        return connection;
    }

    private static String generation(Session session) {
        session.list("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES, row -> row.getInt(1));
        session.update(
                "INSERT INTO meta (name, value) VALUES ('generation', ?) ON CONFLICT DO NOTHING",
                UUID.randomUUID().toString());
        return session.one("SELECT value FROM meta WHERE name = 'generation'", row -> row.getString(1))
                .orElseThrow();
    }
}
