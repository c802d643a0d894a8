package health.countersign.embedded.ledger;

import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.TransactionValidation;
import java.util.List;

/** The way into the ledger: a transaction is judged against what is committed, then it waits for its block. */
final class Acceptance {
    private final TransactionValidation validation;
    private final Mempool mempool;

    Acceptance(LedgerStore store, SignatureVerifier signatures, Mempool mempool) {
        this.validation = new TransactionValidation(store, signatures);
        this.mempool = mempool;
    }

    /**
     * Takes a transaction in; its outcome follows. Blocks for a few milliseconds.
     *
     * @throws health.countersign.ledger.InvalidTransactionException if it is not valid now
     * @throws health.countersign.json.MalformedJsonException if it is not such JSON as the ledger takes
     * @throws NotTakenException if it waits already, too much waits, or the node stops
     */
    Pending accept(byte[] json) {
        Transaction tx = Transaction.of(json);
        validation.check(tx, List.of());
        Submission submission = Submission.ofVerified(tx);
        offer(submission);
        return submission.parts().get(0);
    }

    /** Takes a whole block in, as it would come from another node: what of it is valid is committed together. */
    List<Pending> acceptBlock(List<Transaction> block) {
        Submission submission = Submission.ofBlock(block);
        offer(submission);
        return submission.parts();
    }

    private void offer(Submission submission) {
        switch (mempool.offer(submission)) {
            case TAKEN -> {}
            case ALREADY_THERE -> throw new NotTakenException(400, "Internal error - Tx already exists in cache");
            case FULL -> throw new NotTakenException(500, "Internal error - mempool is full");
            case CLOSED -> throw new NotTakenException(503, "the node is stopping, or its store failed");
        }
    }

    /** Nothing is wrong with the transaction, but it was not taken in. */
    static final class NotTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        NotTakenException(int status, String sentence) {
            super(sentence);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
