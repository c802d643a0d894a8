package health.countersign.embedded.ledger;

import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.InvalidTransactionException;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.TransactionValidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: it gathers what waits, judges each transaction once more against the store and the block
 * so far, forces the block to the disk with one write, and only then says so. While it waits for the disk the next
 * block gathers, so that many transactions share one fsync.
 */
final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    /** Signatures are judged against outputs that never change: once is enough. */
    private static final SignatureVerifier VERIFIED_BEFORE = (key, message, signature) -> true;

    private final Mempool mempool;
    private final LedgerStore store;
    private final TransactionValidation whole;
    private final TransactionValidation again;
    private final Consumer<Block> committed;
    private final Thread thread;

    Committer(Mempool mempool, LedgerStore store, SignatureVerifier signatures, Consumer<Block> committed) {
        this.mempool = mempool;
        this.store = store;
        this.whole = new TransactionValidation(store, signatures);
        this.again = new TransactionValidation(store, VERIFIED_BEFORE);
        this.committed = committed;
        this.thread = new Thread(this::run, "ledger-committer");
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            for (List<Submission> work = mempool.take(); !work.isEmpty(); work = mempool.take()) {
                commit(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // After a failed write nobody knows what the disk holds: only a restart may write again.
            LOG.error("the ledger's store failed, nothing more is committed until a restart", e);
        } finally {
            mempool.close();
            fail(mempool.takeAll(), new IllegalStateException("the ledger does not commit any more"));
        }
    }

    private void commit(List<Submission> work) {
        Map<Pending, Outcome> outcomes = new LinkedHashMap<>();
        List<Transaction> transactions = new ArrayList<>();
        long height = store.height() + 1;
        try {
            for (Submission submission : work) {
                TransactionValidation validation = submission.verified() ? again : whole;
                submission.parts().forEach(part -> outcomes.put(part, judge(part, validation, transactions, height)));
            }
            if (!transactions.isEmpty()) {
                store.append(new Block(height, transactions));
            }
        } catch (RuntimeException e) {
            fail(work, e);
            throw e;
        }
        mempool.forget(work);
        outcomes.forEach((part, outcome) -> part.outcome().complete(outcome));
        if (!transactions.isEmpty()) {
            committed.accept(new Block(height, transactions));
        }
    }

    private static Outcome judge(Pending part, TransactionValidation rules, List<Transaction> block, long height) {
        try {
            rules.check(part.transaction(), block);
        } catch (InvalidTransactionException e) {
            return new Outcome.Refused(e);
        }
        block.add(part.transaction());
        return new Outcome.Committed(height);
    }

    private static void fail(List<Submission> work, Exception reason) {
        work.forEach(
                submission -> submission.parts().forEach(part -> part.outcome().completeExceptionally(reason)));
    }

    /** Commits what waits, takes nothing more, and returns when the thread has ended; blocks. */
    @Override
    public void close() {
        mempool.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
