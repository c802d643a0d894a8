package health.countersign.member.submit;

import health.countersign.domain.ChangeId;
import health.countersign.member.own.Arrivals;
import health.countersign.member.own.Work;
import health.countersign.member.store.Outbox;
import health.countersign.member.store.Outbox.Parcel;
import health.countersign.member.store.Session;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.Topic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes submissions to the log: signed and kept first, then appended, exactly the kept bytes, until the log has
 * them.
 */
public final class Submitter {
    private static final long PATIENCE_MILLIS = 3_000;
    private static final long RESEND_MILLIS = 2_000;
    private static final long ADOPT_MILLIS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);

    private final Vertx vertx;
    private final Work work;
    private final Author author;
    private final EventLog log;
    private final Arrivals arrivals;
    private final Set<ChangeId> unconfirmed = new HashSet<>();
    private final Set<ChangeId> sent = new HashSet<>();
    private Set<ChangeId> seen = Set.of();
    private long resending;
    private long adopting;

    public Submitter(Vertx vertx, Work work, Author author, EventLog log, Arrivals arrivals) {
        this.vertx = vertx;
        this.work = work;
        this.author = author;
        this.log = log;
        this.arrivals = arrivals;
    }

    /** Sends what was signed before a stop and the log has not shown; from now on, again what it does not confirm. */
    public Future<Void> start() {
        resending = vertx.setPeriodic(RESEND_MILLIS, tick -> resend());
        adopting = vertx.setPeriodic(ADOPT_MILLIS, tick -> adopt());
        return work.read(session -> new Outbox(session).all()).map(parcels -> {
            parcels.forEach(this::send);
            return null;
        });
    }

    public void stop() {
        vertx.cancelTimer(resending);
        vertx.cancelTimer(adopting);
    }

    /**
     * Submits; succeeds when the log has the proposal.
     *
     * @param also what else is kept together with the signed proposal
     */
    public Future<Parcel> submit(Submission submission, BiConsumer<Session, Parcel> also) {
        return sign(submission, also, PATIENCE_MILLIS)
                .compose(parcel -> send(parcel).map(parcel));
    }

    /** Tries again whenever something comes for the card, until it can be signed or the patience is over. */
    private Future<Parcel> sign(Submission submission, BiConsumer<Session, Parcel> also, long patience) {
        long begin = System.nanoTime();
        Future<Void> arrival = arrivals.next(submission.card(), patience);
        return work.write(session -> {
                    Parcel parcel = author.sign(session, submission);
                    also.accept(session, parcel);
                    return parcel;
                })
                .recover(failure -> {
                    if (!(failure instanceof NotYetException notYet)) {
                        return Future.failedFuture(failure);
                    }
                    return arrival.compose(v -> {
                        long left = patience - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                        return left > 0
                                ? sign(submission, also, left)
                                : Future.failedFuture(notYet.problem().exception());
                    });
                });
    }

    /** Appends what is signed and kept; what the log does not confirm is appended again later. */
    public Future<Void> send(Parcel parcel) {
        work.run(() -> sent.add(parcel.change()));
        return log.append(
                        Topic.PROPOSALS,
                        parcel.lane(),
                        parcel.card().value(),
                        parcel.record().array())
                .onFailure(failure -> work.run(() -> unconfirmed.add(parcel.change())))
                .mapEmpty();
    }

    private void resend() {
        if (unconfirmed.isEmpty()) {
            return;
        }
        Set<ChangeId> again = Set.copyOf(unconfirmed);
        work.read(session -> new Outbox(session).all())
                .onSuccess(parcels -> {
                    unconfirmed.removeAll(again);
                    parcels.stream()
                            .filter(parcel -> again.contains(parcel.change()))
                            .forEach(this::send);
                })
                .onFailure(Submitter::notRead);
    }

    /** Sends what another replica signed and left: what is still there at a second look, and was never sent here. */
    private void adopt() {
        work.read(session -> new Outbox(session).all())
                .onSuccess(parcels -> {
                    Set<ChangeId> here = parcels.stream().map(Parcel::change).collect(Collectors.toSet());
                    parcels.stream()
                            .filter(parcel -> seen.contains(parcel.change()) && !sent.contains(parcel.change()))
                            .forEach(this::send);
                    sent.retainAll(here);
                    seen = here;
                })
                .onFailure(Submitter::notRead);
    }

    private static void notRead(Throwable failure) {
        LOG.atWarn().addKeyValue("failure", failure.getClass().getSimpleName()).log("the outbox could not be read");
    }
}
