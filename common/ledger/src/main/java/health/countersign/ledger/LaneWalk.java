package health.countersign.ledger;

import health.countersign.ledger.LaneFollower.Lane;
import health.countersign.ledger.LedgerException.LedgerUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lane's way from what was delivered to its head. Everything happens on one context. */
final class LaneWalk {
    private static final Logger LOG = LoggerFactory.getLogger(LaneWalk.class);

    /** So many links are held in memory at most; a longer gap is read block by block. */
    private static final int MOST_LINKS = 64;

    private static final long SHORTEST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5_000;

    private final Vertx vertx;
    private final Context context;
    private final Ledger ledger;
    private final Lane lane;
    private final Deque<String> latest = new ArrayDeque<>();
    private Optional<String> delivered;
    private Optional<Ledger.Committed> hint = Optional.empty();
    private boolean walking;
    private boolean again;
    private boolean closed;
    private int failures;

    LaneWalk(Vertx vertx, Context context, Ledger ledger, Lane lane) {
        this.vertx = vertx;
        this.context = context;
        this.ledger = ledger;
        this.lane = lane;
        this.delivered = lane.after();
    }

    void close() {
        closed = true;
    }

    void hear(Ledger.Committed committed) {
        hint = Optional.of(committed);
        look();
    }

    void look() {
        if (closed) {
            return;
        }
        again = walking;
        if (!walking) {
            walking = true;
            here(walk()).onComplete(end -> {
                walking = false;
                if (end.failed()) {
                    retry(end.cause());
                } else {
                    failures = 0;
                    lookAgain();
                }
            });
        }
    }

    private void lookAgain() {
        if (again || hint.isPresent()) {
            context.runOnContext(now -> look());
        }
    }

    private void retry(Throwable cause) {
        long pause = Math.min(SHORTEST_PAUSE << Math.min(failures, 6), LONGEST_PAUSE);
        failures++;
        LOG.warn("Lane {} goes on in {} ms: {}", lane.id(), pause, cause.toString());
        vertx.setTimer(pause, timer -> look());
    }

    private Future<Void> walk() {
        Optional<Ledger.Committed> heard = hint;
        hint = Optional.empty();
        if (heard.isPresent() && isDelivered(heard.get().transactionId())) {
            return Future.succeededFuture();
        }
        return here(target(heard))
                .compose(target -> target.isEmpty() || isDelivered(target.get().id())
                        ? Future.succeededFuture()
                        : walkBack(target.get(), heard));
    }

    /** What was hinted at; the head, if there was no hint or the node that we ask does not have it yet. */
    private Future<Optional<Transaction>> target(Optional<Ledger.Committed> heard) {
        return heard.isEmpty()
                ? ledger.head(lane.id())
                : ledger.find(heard.get().transactionId())
                        .compose(found -> found.isPresent() ? Future.succeededFuture(found) : ledger.head(lane.id()));
    }

    private Future<Void> walkBack(Transaction target, Optional<Ledger.Committed> heard) {
        Deque<Transaction> links = new ArrayDeque<>();
        links.push(target);
        return here(collect(links)).compose(complete -> {
            if (!complete) {
                return walkBlocks(target);
            }
            Future<Void> done = Future.succeededFuture();
            for (Transaction link : links) {
                OptionalLong height = heard.filter(h -> h.transactionId().equals(link.id()))
                        .map(h -> OptionalLong.of(h.height()))
                        .orElse(OptionalLong.empty());
                done = done.compose(before -> deliver(link, height));
            }
            return done;
        });
    }

    /** Puts what comes before in front, until that hangs on what was delivered; false if that is too far away. */
    private Future<Boolean> collect(Deque<Transaction> links) {
        Transaction first = links.element();
        if (isNext(first)) {
            return Future.succeededFuture(true);
        }
        if (links.size() >= MOST_LINKS) {
            return Future.succeededFuture(false);
        }
        if (first.parent().isEmpty()) {
            return Future.failedFuture(
                    new LedgerUnavailable("the node does not have what another node had delivered", null));
        }
        return here(ledger.find(first.parent().get().transactionId())).compose(parent -> {
            if (parent.isEmpty()) {
                return Future.failedFuture(new LedgerUnavailable("the node lacks a link of the chain", null));
            }
            links.push(parent.get());
            return collect(links);
        });
    }

    private Future<Void> walkBlocks(Transaction target) {
        Future<Long> from = delivered.isEmpty() ? Future.succeededFuture(1L) : height(delivered.get());
        return here(from)
                .compose(first -> here(height(target.id())).compose(last -> {
                    Promise<Void> done = Promise.promise();
                    walkBlocks(first, last, done);
                    return done.future();
                }));
    }

    /** Not a chain of futures: there may be any number of blocks. */
    private void walkBlocks(long height, long last, Promise<Void> done) {
        if (height > last || closed) {
            done.complete();
            return;
        }
        here(ledger.block(height))
                .compose(block -> deliver(block, height))
                .onSuccess(delivered -> walkBlocks(height + 1, last, done))
                .onFailure(done::fail);
    }

    private Future<Void> deliver(Optional<Ledger.Block> block, long height) {
        Future<Void> done = Future.succeededFuture();
        for (Transaction tx : block.map(Ledger.Block::transactions).orElse(List.of())) {
            done = done.compose(before -> isNext(tx) ? deliver(tx, OptionalLong.of(height)) : Future.succeededFuture());
        }
        return done;
    }

    private Future<Void> deliver(Transaction tx, OptionalLong known) {
        if (closed) {
            return Future.succeededFuture();
        }
        Future<Long> height = known.isPresent() ? Future.succeededFuture(known.getAsLong()) : height(tx.id());
        return here(height).compose(at -> here(lane.handler().handle(tx, at))).onSuccess(handled -> {
            delivered = Optional.of(tx.id());
            latest.add(tx.id());
            if (latest.size() > MOST_LINKS) {
                latest.remove();
            }
        });
    }

    private Future<Long> height(String id) {
        return ledger.heights(id)
                .compose(heights -> heights.isEmpty()
                        ? Future.failedFuture(new LedgerUnavailable("the node knows no block of a transaction", null))
                        : Future.succeededFuture(heights.get(0)));
    }

    private boolean isDelivered(String id) {
        return latest.contains(id) || delivered.filter(id::equals).isPresent();
    }

    private boolean isNext(Transaction tx) {
        return delivered.isEmpty()
                ? tx.id().equals(lane.id())
                : tx.assetId().equals(lane.id())
                        && tx.parent().map(OutputReference::transactionId).equals(delivered);
    }

    /** The same future, completed on this walk's context and from a fresh stack. */
    private <T> Future<T> here(Future<T> future) {
        Promise<T> promise = Promise.promise();
        future.onComplete(result -> context.runOnContext(now -> promise.handle(result)));
        return promise.future();
    }
}
