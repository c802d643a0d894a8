package health.countersign.embedded.ledger;

import health.countersign.ledger.Transaction;
import java.util.concurrent.CompletableFuture;

/** A transaction that waits for its block; the outcome fails if nobody can say what became of it. */
record Pending(Transaction transaction, CompletableFuture<Outcome> outcome) {
    Pending(Transaction transaction) {
        this(transaction, new CompletableFuture<>());
    }
}
