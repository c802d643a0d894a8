package health.countersign.ledger;

import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.LedgerException.LedgerUnavailable;
import health.countersign.ledger.LedgerException.LedgerUnknown;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** A ledger in a list, with the real one's rules: each transaction is a block of its own, at once. */
public final class InMemoryLedger implements Ledger {
    private final InMemoryChain chain = new InMemoryChain();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Consumer<Committed>> followers = new CopyOnWriteArrayList<>();
    private final List<Runnable> reconnections = new CopyOnWriteArrayList<>();
    private final TransactionValidation validation;
    private boolean up = true;
    private boolean telling = true;

    public InMemoryLedger(SignatureVerifier verifier) {
        this.validation = new TransactionValidation(chain, verifier);
    }

    /** From now on nothing is answered, or everything again. */
    public synchronized void setUp(boolean up) {
        this.up = up;
    }

    /** From now on nobody hears of commits; when that ends, followers hear that they were reconnected. */
    public void setTelling(boolean telling) {
        synchronized (this) {
            this.telling = telling;
        }
        if (telling) {
            reconnections.forEach(Runnable::run);
        }
    }

    @Override
    public Future<Void> post(Transaction tx) {
        return answer(() -> {
            try {
                validation.check(Transaction.of(tx.bytes()), List.of());
            } catch (InvalidTransactionException invalid) {
                return Future.failedFuture(
                        isFinal(invalid.fault())
                                ? new LedgerRefused(invalid.fault().wireName(), invalid.getMessage())
                                : new LedgerUnknown(invalid.getMessage(), invalid));
            }
            commit(tx);
            return Future.succeededFuture();
        });
    }

    private static boolean isFinal(Fault fault) {
        return fault.compareTo(Fault.AMOUNT) <= 0;
    }

    private void commit(Transaction tx) {
        chain.commit(tx);
        blocks.add(new Block(blocks.size() + 1L, List.of(tx)));
        if (telling) {
            Committed hint = new Committed(blocks.size(), tx.assetId(), tx.id());
            followers.forEach(follower -> follower.accept(hint));
        }
    }

    @Override
    public Future<Optional<Transaction>> find(String id) {
        return answer(() -> Future.succeededFuture(chain.find(id)));
    }

    @Override
    public Future<Optional<Transaction>> head(String assetId) {
        return answer(() -> Future.succeededFuture(blocks.stream()
                .flatMap(block -> block.transactions().stream())
                .filter(tx -> tx.assetId().equals(assetId))
                .reduce((earlier, later) -> later)));
    }

    @Override
    public Future<List<Long>> heights(String transactionId) {
        return answer(() -> Future.succeededFuture(LongStream.rangeClosed(1, blocks.size())
                .filter(height -> blocks.get((int) height - 1).transactions().stream()
                        .anyMatch(tx -> tx.id().equals(transactionId)))
                .boxed()
                .toList()));
    }

    @Override
    public Future<Optional<Block>> block(long height) {
        return answer(() -> Future.succeededFuture(
                height < 1 || height > blocks.size() ? Optional.empty() : Optional.of(blocks.get((int) height - 1))));
    }

    @Override
    public Future<Subscription> follow(Consumer<Committed> onCommitted, Runnable onReconnected) {
        followers.add(onCommitted);
        reconnections.add(onReconnected);
        return Future.succeededFuture(() -> {
            followers.remove(onCommitted);
            reconnections.remove(onReconnected);
        });
    }

    private synchronized <T> Future<T> answer(Supplier<Future<T>> answer) {
        return up ? answer.get() : Future.failedFuture(new LedgerUnavailable("switched off", null));
    }
}
