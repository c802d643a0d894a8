package health.countersign.embedded.ledger;

import health.countersign.ledger.InvalidTransactionException;

/** What became of a transaction in its turn. */
sealed interface Outcome {
    /** It is in this block, on the disk. */
    record Committed(long height) implements Outcome {}

    /** When its turn came, it did not fit what was committed before it. */
    record Refused(InvalidTransactionException fault) implements Outcome {}
}
