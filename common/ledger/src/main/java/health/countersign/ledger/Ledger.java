package health.countersign.ledger;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The append-only store that all organizations share. Futures fail with a {@link LedgerException}, whose kind says what
 * the caller may do.
 */
public interface Ledger {
    /**
     * Hands a transaction to one node, as exactly {@link Transaction#bytes()}. Success means that a node took it, not
     * that it is committed: that is learned from {@link #find} and {@link #follow} alone.
     */
    Future<Void> post(Transaction tx);

    /** A committed transaction. */
    Future<Optional<Transaction>> find(String id);

    /** The last committed transaction of this chain; nothing if there is no such asset. */
    Future<Optional<Transaction>> head(String assetId);

    /** The heights of the blocks that hold this transaction: one, or none while it is not committed. */
    Future<List<Long>> heights(String transactionId);

    /** A committed block. */
    Future<Optional<Block>> block(long height);

    /**
     * Tells of committed transactions as they come, on the caller's context. They are hints: some may be missing after
     * a reconnect, which {@code onReconnected} tells of.
     */
    Future<Subscription> follow(Consumer<Committed> onCommitted, Runnable onReconnected);

    /** A hint that something was committed. */
    record Committed(long height, String assetId, String transactionId) {}

    /** A block's transactions, in their order. */
    record Block(long height, List<Transaction> transactions) {
        public Block {
            transactions = List.copyOf(transactions);
        }
    }

    /** Somebody follows. */
    interface Subscription {
        /** Ends it for good. */
        void close();
    }
}
