package health.countersign.app.consortium;

import health.countersign.ledger.Ledger;
import health.countersign.ledger.Transaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** Puts the lanes' first transactions on a ledger; those that are there already stay as they are. */
public final class LaneOpening {
    private static final long LOOK_AGAIN_MILLISECONDS = 20;

    private final Vertx vertx;
    private final Ledger ledger;

    public LaneOpening(Vertx vertx, Ledger ledger) {
        this.vertx = vertx;
        this.ledger = ledger;
    }

    /** Completes when the ledger holds all of them. */
    public Future<Void> open(List<Transaction> genesis) {
        return Future.all(genesis.stream().map(this::open).toList()).mapEmpty();
    }

    private Future<Void> open(Transaction genesis) {
        return ledger.find(genesis.id())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : ledger.post(genesis).compose(posted -> awaited(genesis)));
    }

    private Future<Void> awaited(Transaction genesis) {
        return ledger.find(genesis.id())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : vertx.timer(LOOK_AGAIN_MILLISECONDS).compose(later -> awaited(genesis)));
    }
}
