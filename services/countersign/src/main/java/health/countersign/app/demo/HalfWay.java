package health.countersign.app.demo;

import health.countersign.app.console.Progress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Does something once, when half of the steps are done, on a thread of its own. */
final class HalfWay implements Progress {
    private final Progress progress;
    private final long half;
    private final Runnable deed;
    private final AtomicLong steps = new AtomicLong();
    private volatile CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

    HalfWay(Progress progress, long total, Runnable deed) {
        this.progress = progress;
        this.half = (total + 1) / 2;
        this.deed = deed;
    }

    @Override
    public void at(long done) {
        progress.at(done);
    }

    @Override
    public void step() {
        progress.step();
        if (steps.incrementAndGet() == half) {
            done = CompletableFuture.runAsync(deed);
        }
    }

    @Override
    public void remark(String text) {
        progress.remark(text);
    }

    /** Waits until it is done; what went wrong with it is thrown here. */
    @Override
    public void close() {
        progress.close();
        done.join();
    }
}
