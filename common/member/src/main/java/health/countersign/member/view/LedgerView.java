package health.countersign.member.view;

import health.countersign.ledger.LaneFollower;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.Transaction;
import health.countersign.member.own.Arrivals;
import health.countersign.member.own.Self;
import health.countersign.member.own.Work;
import health.countersign.member.seal.SealDesk;
import health.countersign.member.store.Lanes;
import health.countersign.member.store.Lanes.Head;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows every lane on the organization's own ledger node, applies what comes, and seals what waited for it. */
public final class LedgerView {
    private static final long CATCH_UP_MILLIS = 600_000;
    private static final Logger LOG = LoggerFactory.getLogger(LedgerView.class);

    private final Vertx vertx;
    private final Self self;
    private final Work work;
    private final Ledger ledger;
    private final SealDesk seals;
    private final Arrivals arrivals;
    private final Map<String, Promise<Void>> awaited = new HashMap<>();
    private LaneFollower follower;

    public LedgerView(Vertx vertx, Self self, Work work, Ledger ledger, SealDesk seals, Arrivals arrivals) {
        this.vertx = vertx;
        this.self = self;
        this.work = work;
        this.ledger = ledger;
        this.seals = seals;
        this.arrivals = arrivals;
    }

    /**
     * Begins to follow; succeeds when everything that the ledger holds now is applied, or at once if the ledger
     * cannot be
     * asked: the rest of the work need not wait for it.
     */
    public Future<Void> start() {
        return work.write(session -> {
                    List<Head> heads = new ArrayList<>();
                    for (int lane = 0; lane < self.document().lanes(); lane++) {
                        Lanes lanes = new Lanes(session);
                        lanes.begin(lane, new Head(self.consortium().lanes().get(lane), 0, 0));
                        heads.add(lanes.head(lane).orElseThrow());
                    }
                    return heads;
                })
                .compose(this::follow);
    }

    public void stop() {
        if (follower != null) {
            follower.close();
        }
    }

    private Future<Void> follow(List<Head> heads) {
        List<Future<Void>> caughtUp = new ArrayList<>();
        List<LaneFollower.Lane> lanes = new ArrayList<>();
        for (int lane = 0; lane < heads.size(); lane++) {
            String id = self.consortium().lanes().get(lane);
            Head head = heads.get(lane);
            caughtUp.add(caughtUp(id, head));
            LaneApplier applier = new LaneApplier(self, work, arrivals, lane);
            Optional<String> after = head.seq() == 0 ? Optional.empty() : Optional.of(head.transaction());
            int number = lane;
            lanes.add(new LaneFollower.Lane(
                    id,
                    after,
                    (tx, height) -> applier.apply(tx, height)
                            .compose(v -> seals.advanced(number))
                            .onSuccess(v -> applied(tx))
                            .onFailure(failure -> failed(number, failure))));
        }
        follower = LaneFollower.start(vertx, ledger, lanes, LaneFollower.USUAL_POLL);
        return Future.join(caughtUp).<Void>mapEmpty().recover(failure -> {
            LOG.atWarn()
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log("the ledger could not be asked how far it is; its view follows later");
            return Future.succeededFuture();
        });
    }

    private Future<Void> caughtUp(String lane, Head applied) {
        return ledger.head(lane).compose(head -> {
            if (head.isEmpty() || head.get().id().equals(applied.transaction())) {
                return Future.succeededFuture();
            }
            Promise<Void> promise = Promise.promise();
            awaited.put(head.get().id(), promise);
            return promise.future().timeout(CATCH_UP_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
        });
    }

    private void applied(Transaction tx) {
        Promise<Void> promise = awaited.remove(tx.id());
        if (promise != null) {
            promise.tryComplete();
        }
    }

    private static void failed(int lane, Throwable failure) {
        LOG.atError().addKeyValue("lane", lane).setCause(failure).log("a transaction was not applied; it comes again");
    }
}
