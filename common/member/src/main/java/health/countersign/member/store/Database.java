package health.countersign.member.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** An organization's store. Never called on an event loop, except {@link #write}. */
public final class Database implements AutoCloseable {
    private final Engine engine;
    private final Writer writer;
    private final String generation;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Database(Engine engine, Writer writer, String generation) {
        this.engine = engine;
        this.writer = writer;
        this.generation = generation;
    }

    /** Opens the store, makes it if it is not there, and brings its tables up to date. */
    public static Database open(StoreSettings settings) throws IOException, SQLException {
        Engine engine = settings.sqlite().isPresent()
                ? SqliteEngine.open(settings.sqlite().get())
                : PostgresEngine.open(settings.postgres().orElseThrow());
        return new Database(engine, new Writer(engine), generation(engine));
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
        Session session = engine.reader();
        try {
            return session.onOneState(work);
        } finally {
            engine.release(session);
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        engine.giveUp();
        writer.close();
        engine.close();
    }

    private static String generation(Engine engine) {
        Session session = engine.writer();
        try {
            session.update(
                    "INSERT INTO meta (name, value) VALUES ('generation', ?) ON CONFLICT DO NOTHING",
                    UUID.randomUUID().toString());
            return session.one("SELECT value FROM meta WHERE name = 'generation'", row -> row.getString(1))
                    .orElseThrow();
        } finally {
            engine.release(session);
        }
    }
}
