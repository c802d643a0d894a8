package health.countersign.app.attack;

import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.client.RefusedException;
import health.countersign.app.client.Reply;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * The card of an invented patient with a visit, a finding and a claim, all of them committed.
 *
 * @param opening the change that opened it
 * @param finding the change that brought the finding
 * @param transaction the ledger's transaction that holds it
 * @param visitCitation what the claim cites of the visit
 */
public record Victim(
        CardId card,
        String patient,
        ChangeId opening,
        String findingId,
        ChangeId finding,
        String transaction,
        String claimId,
        Buffer visitCitation) {

    /** Makes the card and everything on it, and waits until it is committed. */
    public static Future<Victim> make(Doors doors, Cast cast) {
        return new Making(doors, cast).make();
    }

    /** A change that nobody has a reason to refuse. */
    ChangeBody goodChange() {
        return ChangeBody.of("routine check").entry(FhirSamples.observation(FhirSamples.id(), patient, 72));
    }

    /** What is needed while it is made. */
    private static final class Making {
        private final Doors doors;
        private final Cast cast;
        private final String patient = FhirSamples.id();
        private final String visit = FhirSamples.id();
        private final String finding = FhirSamples.id();
        private final String claim = FhirSamples.id();

        Making(Doors doors, Cast cast) {
            this.doors = doors;
            this.cast = cast;
        }

        Future<Victim> make() {
            String key = UUID.randomUUID().toString();
            ChangeBody opening = ChangeBody.of("new patient").entry(FhirSamples.patient(patient));
            return taken(doors.retrying().send(() -> doors.members().open(cast.author(), opening, key)))
                    .compose(opened -> send(cast.author(), opened, change(FhirSamples.encounter(visit, patient)))
                            .compose(visited -> withVisit(opened, visited)));
        }

        private Future<Victim> withVisit(Accepted opened, Accepted visited) {
            Future<Accepted> found = send(cast.author(), opened, change(FhirSamples.observation(finding, patient, 60)));
            Future<Buffer> citation = committed(visited)
                    .compose(v -> doors.retrying()
                            .send(() -> doors.members()
                                    .citation(
                                            cast.author(),
                                            cast.billing(),
                                            opened.card(),
                                            visited.change(),
                                            "Encounter/" + visit))
                            .compose(Making::done)
                            .map(Reply::body));
            Future<Accepted> claimed = citation.compose(cited -> send(
                    cast.billing(),
                    opened,
                    change(FhirSamples.claim(claim, patient, visit)).citation(cited)));
            return Future.all(found.compose(this::committed), claimed.compose(this::committed))
                    .map(all -> new Victim(
                            new CardId(opened.card()),
                            patient,
                            new ChangeId(opened.change()),
                            finding,
                            new ChangeId(found.result().change()),
                            ((Outcome) all.resultAt(0)).event().data().getString("transaction"),
                            claim,
                            citation.result()));
        }

        private static ChangeBody change(byte[] resource) {
            return ChangeBody.of("care").entry(resource);
        }

        private Future<Accepted> send(OrganizationId author, Accepted opened, ChangeBody change) {
            String key = UUID.randomUUID().toString();
            return taken(doors.retrying().send(() -> doors.members().submit(author, opened.card(), change, key)));
        }

        private Future<Outcome> committed(Accepted change) {
            return doors.outcomes()
                    .of(change.change())
                    .compose(outcome -> outcome.isCommitted()
                            ? Future.succeededFuture(outcome)
                            : Future.failedFuture("a good change was not committed: " + outcome.code() + " "
                                    + doors.outcomes().refusals(change.change())));
        }

        private static Future<Accepted> taken(Future<Reply> reply) {
            return reply.compose(Making::done).map(Accepted::of);
        }

        private static Future<Reply> done(Reply reply) {
            return reply.isDone() ? Future.succeededFuture(reply) : Future.failedFuture(new RefusedException(reply));
        }
    }
}
