package health.countersign.app.console;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A plain line now and then: for files and pipes. */
final class LineProgress implements Progress {
    private static final long PAUSE = Duration.ofSeconds(5).toNanos();

    private final String task;
    private final long total;
    private final Consumer<String> lines;
    private final LongSupplier nanoTime;
    private final long begun;
    private long said;
    private long done;
    private long doneWhenSaid = -1;
    private String remark = "";

    /** @param nanoTime such as {@link System#nanoTime} */
    LineProgress(String task, long total, Consumer<String> lines, LongSupplier nanoTime) {
        this.task = task;
        this.total = total;
        this.lines = lines;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.said = begun;
    }

    @Override
    public synchronized void at(long done) {
        this.done = done;
        if (nanoTime.getAsLong() - said >= PAUSE) {
            say();
        }
    }

    @Override
    public synchronized void step() {
        at(done + 1);
    }

    @Override
    public synchronized void remark(String text) {
        remark = text.isEmpty() ? "" : ", " + text;
    }

    @Override
    public synchronized void close() {
        if (doneWhenSaid != done) {
            say();
        }
    }

    private void say() {
        said = nanoTime.getAsLong();
        doneWhenSaid = done;
        String of = total > 0 ? "%,d of %,d".formatted(done, total) : "%,d".formatted(done);
        lines.accept("%s: %s after %.1f s%s".formatted(task, of, (said - begun) / 1e9, remark));
    }
}
