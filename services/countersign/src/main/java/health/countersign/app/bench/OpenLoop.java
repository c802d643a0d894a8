package health.countersign.app.bench;

import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.console.Progress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Sends at a steady rate, whatever becomes of what was sent before. Everything happens on one context. */
final class OpenLoop {
    private static final long TICK_MILLISECONDS = 5;

    private final Vertx vertx;
    private final double rate;
    private final Progress progress;
    private final List<Long> nanos = new ArrayList<>();
    private final Promise<Measured> done = Promise.promise();
    private int failed;
    private int sent;
    private long begun;
    private long last;

    OpenLoop(Vertx vertx, double rate, Progress progress) {
        this.vertx = vertx;
        this.rate = rate;
        this.progress = progress;
    }

    /**
     * What was seen.
     *
     * @param nanos of each that succeeded, from when it was due
     * @param seconds from the first that was due to the last that was done
     */
    record Measured(List<Long> nanos, int failed, double seconds) {
        Measured {
            nanos = List.copyOf(nanos);
        }
    }

    /** Completes when all have succeeded or failed. */
    Future<Measured> run(int total, IntFunction<Future<Outcome>> send) {
        if (total == 0) {
            progress.close();
            return Future.succeededFuture(new Measured(List.of(), 0, 0));
        }
        Context context = vertx.getOrCreateContext();
        context.runOnContext(v -> {
            begun = System.nanoTime();
            vertx.setPeriodic(TICK_MILLISECONDS, timer -> {
                long due = Math.min(total, (long) ((System.nanoTime() - begun) / 1e9 * rate));
                while (sent < due) {
                    send(total, sent++, send);
                }
                if (sent == total) {
                    vertx.cancelTimer(timer);
                }
            });
        });
        return done.future();
    }

    private void send(int total, int number, IntFunction<Future<Outcome>> send) {
        long due = begun + (long) (number / rate * 1e9);
        Context context = Vertx.currentContext();
        send.apply(number)
                .onComplete(result -> context.runOnContext(v -> {
                    if (result.succeeded()) {
                        nanos.add(result.result().nanoTime() - due);
                        last = Math.max(last, result.result().nanoTime());
                    } else {
                        failed++;
                        progress.remark("failed: " + result.cause().getMessage());
                    }
                    progress.step();
                    if (nanos.size() + failed == total) {
                        progress.close();
                        done.complete(new Measured(nanos, failed, (last - begun) / 1e9));
                    }
                }));
    }
}
