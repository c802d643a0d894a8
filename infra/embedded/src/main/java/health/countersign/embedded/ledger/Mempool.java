package health.countersign.embedded.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What waits for the next block, bounded as Tendermint's; many threads offer, one takes. */
final class Mempool {
    /** What {@link #offer} says. */
    enum Admission {
        TAKEN,
        /** The same transaction is waiting, or is being committed. */
        ALREADY_THERE,
        FULL,
        /** The node stops, or its store failed. */
        CLOSED
    }

    private static final int MOST_SUBMISSIONS = 5_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int BLOCK_SUBMISSIONS = 1_000;
    private static final int BLOCK_BYTES = 8 << 20;

    private final Deque<Submission> waiting = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();
    private long bytes;
    private boolean closed;

    synchronized Admission offer(Submission submission) {
        if (closed) {
            return Admission.CLOSED;
        }
        if (waiting.size() >= MOST_SUBMISSIONS || bytes >= MOST_BYTES) {
            return Admission.FULL;
        }
        if (submission.parts().stream().anyMatch(part -> ids.contains(id(part)))) {
            return Admission.ALREADY_THERE;
        }
        submission.parts().forEach(part -> ids.add(id(part)));
        waiting.add(submission);
        bytes += submission.bytes();
        notifyAll();
        return Admission.TAKEN;
    }

    /** Waits for work and takes as much as one block holds; nothing, once it is closed and empty. */
    synchronized List<Submission> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<Submission> taken = new ArrayList<>();
        int size = 0;
        while (!waiting.isEmpty() && taken.size() < BLOCK_SUBMISSIONS && size < BLOCK_BYTES) {
            Submission next = waiting.remove();
            size += next.bytes();
            taken.add(next);
        }
        bytes -= size;
        return taken;
    }

    /** Whatever waits, without waiting for more. */
    synchronized List<Submission> takeAll() {
        List<Submission> taken = List.copyOf(waiting);
        waiting.clear();
        bytes = 0;
        return taken;
    }

    /** From now on the same transactions may be offered again, and what is committed is known from the store. */
    synchronized void forget(List<Submission> decided) {
        decided.forEach(submission -> submission.parts().forEach(part -> ids.remove(id(part))));
    }

    /** Takes nothing more; what waits is still given out. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private static String id(Pending part) {
        return part.transaction().id();
    }
}
