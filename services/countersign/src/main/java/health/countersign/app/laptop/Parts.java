package health.countersign.app.laptop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs, in the order in which it was started; stops in the reverse order. */
final class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    /** How a part is stopped. */
    interface Stop<T> {
        void stop(T part) throws Exception;
    }

    private record Part(String name, Callable<Void> stop) {}

    private final Deque<Part> running = new ArrayDeque<>();
    private final BiConsumer<String, Long> started;

    /** @param started is told each part's name and how many milliseconds it took */
    Parts(BiConsumer<String, Long> started) {
        this.started = started;
    }

    /** Starts a part and remembers how to stop it. */
    <T> T start(String name, Callable<T> start, Stop<T> stop) throws Exception {
        long begun = System.nanoTime();
        T part = start.call();
        running.push(new Part(name, () -> {
            stop.stop(part);
            return null;
        }));
        started.accept(name, (System.nanoTime() - begun) / 1_000_000);
        return part;
    }

    /** Starts a part beside others; whoever needs it waits for it. */
    <T> CompletableFuture<T> startAside(String name, Callable<T> start, Stop<T> stop) {
        long begun = System.nanoTime();
        CompletableFuture<T> starting = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(starting, start), "start " + name);
        thread.start();
        running.push(new Part(name, () -> {
            if (!starting.handle((part, failure) -> failure != null).get()) {
                stop.stop(starting.get());
            }
            return null;
        }));
        return starting.whenComplete((part, failure) -> {
            if (failure == null) {
                started.accept(name, (System.nanoTime() - begun) / 1_000_000);
            }
        });
    }

    private static <T> void complete(CompletableFuture<T> starting, Callable<T> start) {
        try {
            starting.complete(start.call());
        } catch (Exception e) { // handed to whoever waits
            starting.completeExceptionally(e);
        }
    }

    /** Stops everything; a part that does not stop in order keeps no other from stopping. */
    void stop() {
        while (!running.isEmpty()) {
            Part part = running.pop();
            try {
                part.stop().call();
            } catch (Exception e) { // parts close in many ways, and the program is ending
                LOG.atWarn().addKeyValue("part", part.name()).setCause(e).log("did not stop in order");
            }
        }
    }
}
