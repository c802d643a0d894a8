package health.countersign.embedded.ledger;

import health.countersign.ledger.Transaction;
import java.util.List;

/** Transactions that were committed together; heights begin at 1 and have no gaps. */
record Block(long height, List<Transaction> transactions) {
    Block {
        transactions = List.copyOf(transactions);
        if (height < 1 || transactions.isEmpty()) {
            throw new IllegalArgumentException("block %d of %d".formatted(height, transactions.size()));
        }
    }
}
