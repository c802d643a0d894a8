package health.countersign.app.load;

import health.countersign.app.console.Progress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Sends at a steady rate, whatever becomes of what was sent before. Everything happens on one context. */
final class OpenLoop {
    private static final long TICK_MILLISECONDS = 5;

    private final Vertx vertx;
    private final int total;
    private final double rate;
    private final Progress progress;
    private final Measured measured;
    private final Promise<Measured> done = Promise.promise();
    private int sent;
    private long begun;

    OpenLoop(Vertx vertx, int total, double rate, Progress progress) {
        this.vertx = vertx;
        this.total = total;
        this.rate = rate;
        this.progress = progress;
        this.measured = new Measured(total, rate);
    }

    /** Completes when all have succeeded or failed. */
    Future<Measured> run(Supplier<Future<Times>> send) {
        if (total == 0) {
            progress.close();
            return Future.succeededFuture(measured);
        }
        Context context = vertx.getOrCreateContext();
        context.runOnContext(v -> {
            begun = System.nanoTime();
            vertx.setPeriodic(TICK_MILLISECONDS, timer -> {
                sendDue(send);
                measured.backlog().look(sent, measured.done());
                if (sent == total) {
                    vertx.cancelTimer(timer);
                }
            });
        });
        return done.future();
    }

    private void sendDue(Supplier<Future<Times>> send) {
        long due = Math.min(total, (long) ((System.nanoTime() - begun) / 1e9 * rate));
        while (sent < due) {
            send(sent++, send);
        }
    }

    private void send(int number, Supplier<Future<Times>> send) {
        long due = begun + (long) (number / rate * 1e9);
        Context context = Vertx.currentContext();
        send.get()
                .onComplete(result -> context.runOnContext(v -> {
                    if (result.succeeded()) {
                        measured.add(begun, due, result.result());
                    } else {
                        measured.fail();
                        progress.remark("failed: " + result.cause().getMessage());
                    }
                    progress.step();
                    if (measured.done() == total) {
                        progress.close();
                        done.complete(measured);
                    }
                }));
    }
}
