package health.countersign.member.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The one thread that writes: takes all work that waits, does it in one transaction, and then tells everybody. */
final class Writer implements AutoCloseable {
    /** Work in one transaction; more would make the first of them wait too long. */
    private static final int GROUP = 256;

    /** From one transaction to the next, at least: each writes whole pages, however little changes on them. */
    private static final long GATHER_NANOS = 10_000_000;

    private static final class Work<T> {
        private final Function<Session, T> task;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private T result;
        private RuntimeException failure;

        Work(Function<Session, T> task) {
            this.task = task;
        }

        void run(Session session) {
            session.update("SAVEPOINT work");
            try {
                result = task.apply(session);
            } catch (RuntimeException e) {
                failure = e;
                session.update("ROLLBACK TO work");
            }
            session.update("RELEASE work");
        }

        void tell() {
            if (failure == null) {
                done.complete(result);
            } else {
                done.completeExceptionally(failure);
            }
        }
    }

    private final Engine engine;
    private final BlockingQueue<Work<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    Writer(Engine engine) {
        this.engine = engine;
        this.thread = new Thread(this::work, "store");
        this.thread.start();
    }

    <T> CompletableFuture<T> submit(Function<Session, T> task) {
        Work<T> work = new Work<>(task);
        waiting.add(work);
        if (closed) {
            refuseAll();
        }
        return work.done;
    }

    /** Ends what is under way; what still waits fails. */
    @Override
    public void close() {
        closed = true;
        waiting.add(new Work<>(s -> null));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        List<Work<?>> group = new ArrayList<>();
        long next = System.nanoTime();
        while (!closed) {
            try {
                group.add(waiting.take());
            } catch (InterruptedException e) {
                closed = true;
            }
            gather(next);
            next = System.nanoTime() + GATHER_NANOS;
            waiting.drainTo(group, GROUP);
            commit(group);
            group.clear();
        }
        refuseAll();
    }

    /** A store that was idle writes at once. */
    private void gather(long until) {
        long left = until - System.nanoTime();
        while (left > 0 && !closed && waiting.size() < GROUP) {
            LockSupport.parkNanos(this, left);
            left = until - System.nanoTime();
        }
    }

    private void commit(List<Work<?>> group) {
        try {
            Session session = engine.writer();
            try {
                commit(session, group);
            } finally {
                engine.release(session);
            }
        } catch (RuntimeException e) {
            group.forEach(work -> work.done.completeExceptionally(e));
            return;
        }
        group.forEach(Work::tell);
    }

    private void commit(Session session, List<Work<?>> group) {
        try {
            engine.begin(session);
            group.forEach(work -> work.run(session));
            engine.commit(session, this::refuseWaiting);
        } catch (RuntimeException e) {
            engine.undo(session);
            throw e;
        }
    }

    /** Nobody has to wait for an answer of the database to others; nothing of this was begun. */
    private void refuseWaiting() {
        refuse(new StoreAwayException("the store does not answer", null));
    }

    private void refuseAll() {
        refuse(new StoreException("the store is closed", null));
    }

    private void refuse(StoreException why) {
        List<Work<?>> rest = new ArrayList<>();
        waiting.drainTo(rest);
        rest.forEach(work -> work.done.completeExceptionally(why));
    }
}
