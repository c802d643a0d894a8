package health.countersign.domain;

/**
 * Where on the ledger something was committed.
 *
 * @param transaction id of the transaction, 64 lower-case hex digits
 * @param height of the block, 1 or more
 */
public record LedgerPosition(int lane, long seq, String transaction, long height) {
    public LedgerPosition {
        Hex.require(transaction, 32, "a transaction id");
        if (lane < 0 || seq < 0 || height < 0) {
            throw new IllegalArgumentException("lane, seq and height are not negative");
        }
    }

    Object tree() {
        return Trees.object("lane", (long) lane, "seq", seq, "transaction", transaction, "height", height);
    }

    static LedgerPosition of(Object tree) {
        Fields fields = Fields.of(tree);
        LedgerPosition position = new LedgerPosition(
                fields.index("lane", Integer.MAX_VALUE),
                fields.integer("seq"),
                fields.string("transaction"),
                fields.integer("height"));
        fields.end();
        return position;
    }
}
