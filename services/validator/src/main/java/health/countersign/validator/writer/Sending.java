package health.countersign.validator.writer;

import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.Transaction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one transaction's exact bytes, again and again with growing pauses, until the ledger has spoken. */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    /** For the ledger to commit what a node took. */
    private static final long PATIENCE_MILLIS = 3_000;

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int DOUBLINGS = 4;
    private static final int MORE_DOUBLINGS = 7;

    /** After so long an unknown transaction is an operator's affair. */
    static final Duration VISIBLE = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Ledger ledger;
    private final LaneReport lane;
    private final TransactionAssembled assembled;
    private final Transaction tx;
    private final InstantSource clock;
    private final Instant since;
    private final Promise<Optional<LedgerRefused>> outcome = Promise.promise();
    private long timer = -1;
    private int sent;

    Sending(
            Vertx vertx,
            Ledger ledger,
            LaneReport lane,
            TransactionAssembled assembled,
            Transaction tx,
            InstantSource clock) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.lane = lane;
        this.assembled = assembled;
        this.tx = tx;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Succeeds with nothing once some transaction stands at this place of the lane, or with a refusal for good. */
    Future<Optional<LedgerRefused>> done() {
        long place = assembled.batch().seq();
        lane.reached(place).onSuccess(v -> end(Optional.empty()));
        lane.reached(place - 1).onSuccess(v -> send());
        return outcome.future();
    }

    Instant since() {
        return since;
    }

    /** Sends no more; what the ledger makes of what was sent, somebody else will see. */
    void abandon() {
        vertx.cancelTimer(timer);
        outcome.tryFail("the writer was closed");
    }

    private void end(Optional<LedgerRefused> refusal) {
        vertx.cancelTimer(timer);
        outcome.tryComplete(refusal);
    }

    private void send() {
        if (outcome.future().isComplete()) {
            return;
        }
        sent++;
        ledger.post(tx).onComplete(posted -> {
            if (posted.failed() && posted.cause() instanceof LedgerRefused refused) {
                LOG.atError()
                        .addKeyValue("lane", assembled.batch().lane())
                        .addKeyValue("seq", assembled.batch().seq())
                        .addKeyValue("transaction", assembled.id())
                        .addKeyValue("fault", refused.fault())
                        .log("the ledger refuses a transaction for good");
                end(Optional.of(refused));
            } else if (posted.failed()) {
                unknown(posted.cause());
            } else {
                again(PATIENCE_MILLIS << Math.min(sent - 1, DOUBLINGS));
            }
        });
    }

    private void unknown(Throwable failure) {
        Duration unknown = Duration.between(since, clock.instant());
        (unknown.compareTo(VISIBLE) < 0 ? LOG.atInfo() : LOG.atError())
                .addKeyValue("lane", assembled.batch().lane())
                .addKeyValue("seq", assembled.batch().seq())
                .addKeyValue("sent", sent)
                .addKeyValue("seconds", unknown.toSeconds())
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("nobody knows whether the ledger has a transaction");
        again(FIRST_PAUSE_MILLIS << Math.min(sent - 1, MORE_DOUBLINGS));
    }

    private void again(long pause) {
        if (!outcome.future().isComplete()) {
            timer = vertx.setTimer(pause, due -> lookUp());
        }
    }

    /** What is committed need not be sent again: it is only a matter of time until the lane is followed to it. */
    private void lookUp() {
        ledger.find(tx.id()).onComplete(found -> {
            if (found.succeeded() && found.result().isPresent()) {
                again(PATIENCE_MILLIS);
            } else {
                send();
            }
        });
    }
}
