package health.countersign.ledger;

import health.countersign.domain.Batch;
import health.countersign.domain.BatchPosition;
import health.countersign.domain.Digest;

/** A lane's next transaction without signatures, and the batch in it. */
public record Draft(Batch batch, TransactionBody body) {
    /** The 32 bytes that every seal signs. */
    public byte[] message() {
        return body.message(0);
    }

    /** Which draft of which batch this is. */
    public BatchPosition position() {
        return new BatchPosition(batch.lane(), batch.seq(), batch.attempt(), Digest.ofBytes(message()));
    }

    /** Canonical JSON of the transaction, with {@code null} for its id and its fulfillment. */
    public String text() {
        return body.text();
    }
}
