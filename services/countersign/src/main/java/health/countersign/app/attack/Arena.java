package health.countersign.app.attack;

import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.client.RefusedException;
import health.countersign.app.client.Reply;
import health.countersign.domain.CardId;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where attacks take place.
 *
 * @param victim a card with some committed changes
 */
public record Arena(Doors doors, Cast cast, Forge forge, Witness witness, Victim victim) {
    private static final long PATIENCE_SECONDS = 20;

    /** Waits a bounded time. */
    public <T> T await(Future<T> future) throws TimeoutException {
        return await(future, PATIENCE_SECONDS);
    }

    static <T> T await(Future<T> future, long seconds) throws TimeoutException {
        return future.await(seconds, TimeUnit.SECONDS);
    }

    int lane(CardId card) {
        return card.lane(doors.consortium().document().lanes());
    }

    /** What a service answers to a change, tried again only while it says so. */
    Future<Reply> submit(OrganizationId author, String card, ChangeBody change) {
        String key = UUID.randomUUID().toString();
        return doors.retrying().send(() -> doors.members().submit(author, card, change, key));
    }

    /** What becomes of a change that a service must take. */
    Future<Outcome> outcome(Reply reply) {
        return reply.isDone()
                ? doors.outcomes().of(Accepted.of(reply).change())
                : Future.failedFuture(new RefusedException(reply));
    }

    /** Whether a good change of the victim's card still comes through. */
    boolean goodChangeCommits() throws TimeoutException {
        Reply reply = await(submit(cast.author(), victim.card().value(), victim.goodChange()));
        return await(outcome(reply)).isCommitted();
    }
}
