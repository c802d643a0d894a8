package health.countersign.app.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;

/** Waits for futures: commands run on the main thread, which nobody else needs. */
public final class Blocking {
    private Blocking() {}

    /** Does something with a Vert.x of its own, waits, and gives the result or throws what it failed with. */
    public static <T> T run(Function<Vertx, Future<T>> work) {
        Vertx vertx = Vertx.vertx();
        try {
            return work.apply(vertx).await();
        } finally {
            vertx.close().await();
        }
    }
}
