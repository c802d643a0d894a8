package health.countersign.app.load;

import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.client.RefusedException;
import health.countersign.domain.OrganizationId;
import health.countersign.platform.operations.WallClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Opens cards and sends changes through public doors, as partner systems do. */
final class Caller {
    private static final String REASON = "load";

    private final Doors doors;
    private final int bytes;

    /** @param bytes size of each entry */
    Caller(Doors doors, int bytes) {
        this.doors = doors;
        this.bytes = bytes;
    }

    /** Opens a card with its first clinical entry, so that no change under load starts a section. */
    Future<Card> open(OrganizationId author) {
        String patient = UUID.randomUUID().toString();
        ChangeBody opening = ChangeBody.of(REASON).entry(LoadEntries.patient(patient));
        String key = UUID.randomUUID().toString();
        return doors.retrying()
                .send(() -> doors.members().open(author, opening, key))
                .compose(reply -> reply.isDone()
                        ? Future.succeededFuture(Accepted.of(reply))
                        : Future.failedFuture(new RefusedException(reply)))
                .compose(opened -> {
                    Card card = new Card(opened.card(), patient, author);
                    return send(card).map(card);
                });
    }

    /** Sends a change; completes when the websocket tells that it is committed. */
    Future<Times> send(Card card) {
        ChangeBody change = ChangeBody.of(REASON).entry(LoadEntries.finding(card.patient(), bytes));
        String key = UUID.randomUUID().toString();
        return doors.retrying()
                .send(() -> doors.members().submit(card.author(), card.id(), change, key))
                .compose(reply -> {
                    long accepted = System.nanoTime();
                    return reply.isDone()
                            ? doors.outcomes()
                                    .of(Accepted.of(reply).change())
                                    .compose(outcome -> times(accepted, outcome))
                            : Future.failedFuture(new RefusedException(reply));
                });
    }

    private static Future<Times> times(long accepted, Outcome outcome) {
        if (!outcome.isCommitted()) {
            return Future.failedFuture("not committed: " + outcome.code());
        }
        Instant said = OffsetDateTime.parse(outcome.event().time()).toInstant();
        long ago = Duration.between(said, WallClock.system().instant()).toNanos();
        return Future.succeededFuture(new Times(accepted, System.nanoTime() - ago, outcome.nanoTime()));
    }
}
