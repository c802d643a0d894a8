package health.countersign.app.command;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What must be done before the program ends, once: when the work is over, or when somebody breaks it off. Processes
 * that outlive us need it.
 */
final class AtExit {
    private final Runnable last;
    private final ReentrantLock once = new ReentrantLock();
    private boolean done;

    private AtExit(Runnable last) {
        this.last = last;
    }

    /** From now on it is done at the end of the program, if not before. */
    static AtExit of(Runnable last) {
        AtExit exit = new AtExit(last);
        Runtime.getRuntime().addShutdownHook(new Thread(exit::now, "at exit"));
        return exit;
    }

    /** Does it, if it is not done; waits if somebody is about to. */
    void now() {
        once.lock();
        try {
            if (!done) {
                done = true;
                last.run();
            }
        } finally {
            once.unlock();
        }
    }
}
