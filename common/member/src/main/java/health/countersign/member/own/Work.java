package health.countersign.member.own;

import health.countersign.member.store.Database;
import health.countersign.member.store.Session;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Where an organization's work is done: never on its event loop, and everything that was written in the order of
 * calls.
 */
public final class Work {
    private static final int THREADS = 4;

    private final Context context;
    private final WorkerExecutor workers;
    private final Database database;

    /** Made on the context on which all futures then complete. */
    public Work(Vertx vertx, String name, Database database) {
        this.context = vertx.getOrCreateContext();
        this.workers = vertx.createSharedWorkerExecutor(name, THREADS);
        this.database = database;
    }

    /** Computes on a worker thread, beside other work. */
    public <T> Future<T> compute(Callable<T> work) {
        return workers.executeBlocking(work, false);
    }

    /** Reads the store on a worker thread. */
    public <T> Future<T> read(Function<Session, T> work) {
        return compute(() -> database.read(work));
    }

    /** Writes the store; succeeds when it is durable. */
    public <T> Future<T> write(Function<Session, T> work) {
        return Future.fromCompletionStage(database.write(work), context);
    }

    /** Runs on the organization's event loop. */
    public void run(Runnable work) {
        context.runOnContext(v -> work.run());
    }
}
