package health.countersign.domain;

/**
 * Which draft of which batch is meant.
 *
 * @param message the ledger's 32-byte message of the transaction (SHA3-256), which every seal signs
 */
public record BatchPosition(int lane, long seq, int attempt, Digest message) {
    public BatchPosition {
        if (lane < 0 || seq < 1 || attempt < 1) {
            throw new IllegalArgumentException("lanes count from 0, batches and attempts from 1");
        }
    }

    Object tree() {
        return Trees.object("lane", (long) lane, "seq", seq, "attempt", (long) attempt, "message", message.hex());
    }

    static BatchPosition of(Object tree) {
        Fields fields = Fields.of(tree);
        BatchPosition position = new BatchPosition(
                fields.index("lane", Integer.MAX_VALUE),
                fields.integer("seq"),
                fields.index("attempt", Integer.MAX_VALUE),
                fields.value("message", Digest::new));
        fields.end();
        return position;
    }
}
