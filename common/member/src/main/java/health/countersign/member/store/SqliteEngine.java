package health.countersign.member.store;

import health.countersign.member.keys.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A store in one file, in WAL mode; its sessions stay open, with everything that they have prepared. */
final class SqliteEngine implements Engine {
    private static final int READERS = 4;
    private static final int CACHE_KIB = 16 * 1024;
    private static final int CHECKPOINT_PAGES = 8_000;
    private static final int BUSY_MILLIS = 30_000;

    private final Session writer;
    private final BlockingQueue<Session> idle = new ArrayBlockingQueue<>(READERS);

    private SqliteEngine(Session writer, List<Session> readers) {
        this.writer = writer;
        this.idle.addAll(readers);
    }

    static SqliteEngine open(StoreSettings.File settings) throws IOException, SQLException {
        Path file = settings.file();
        PrivateFiles.makeDirectory(file.toAbsolutePath().getParent());
        PrivateFiles.make(file);
        SQLiteDataSource source = source(settings);
        migrate(source, file);
        Session writer = new Session(connection(source));
        List<Session> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(new Session(reader(source)));
        }
        return new SqliteEngine(writer, readers);
    }

    /** One at a time, in all processes: copies of a service start together, and Flyway keeps nobody out of a file. */
    private static synchronized void migrate(SQLiteDataSource source, Path file) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".migration");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // closing the channel gives it back
            Migrations.SQLITE.on(source).load().migrate();
        }
    }

    @Override
    public Session writer() {
        return writer;
    }

    @Override
    public Session reader() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for a connection", e);
        }
    }

    @Override
    public void release(Session session) {
        if (session != writer) {
            idle.add(session);
        }
    }

    @Override
    public void begin(Session session) {
        session.update("BEGIN IMMEDIATE");
    }

    @Override
    public void commit(Session session, Runnable unknown) {
        session.update("COMMIT");
    }

    @Override
    public void undo(Session session) {
        try {
            session.update("ROLLBACK");
        } catch (StoreException alreadyRolledBack) {
            // A failure that ended the transaction leaves nothing to roll back.
            return;
        }
    }

    @Override
    public void giveUp() {
        // Nobody waits for a file.
    }

    @Override
    public void close() {
        writer.close();
        for (int i = 0; i < READERS; i++) {
            reader().close();
        }
    }

    private static SQLiteDataSource source(StoreSettings.File settings) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(
                settings.durability() == Durability.FULL
                        ? SQLiteConfig.SynchronousMode.FULL
                        : SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.TEMP_STORE, "memory");
        // Nobody asks for them, and finding them out costs a statement for each one that writes.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + settings.file());
        return source;
    }

    private static Connection connection(SQLiteDataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        }
        return connection;
    }

    private static Connection reader(SQLiteDataSource source) throws SQLException {
        Connection connection = connection(source);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = true");
        }
        return connection;
    }
}
