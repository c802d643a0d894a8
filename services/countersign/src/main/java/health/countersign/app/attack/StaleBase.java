package health.countersign.app.attack;

import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.client.Reply;
import io.vertx.core.json.JsonObject;

/** A finding that was corrected meanwhile is corrected by somebody who has not seen that. */
final class StaleBase implements Attack {
    @Override
    public String name() {
        return "a stale base";
    }

    @Override
    public String does() {
        return "a finding is corrected twice, both times naming its first version as the one that was seen";
    }

    @Override
    public String mustHappen() {
        return "the first correction is committed, the second refused as stale";
    }

    @Override
    public Result run(Arena arena) throws Exception {
        Outcome first = arena.await(arena.outcome(arena.await(correct(arena, 61))));
        if (!first.isCommitted()) {
            return Result.succeeded("the honest correction was not committed: " + first.code());
        }
        Reply second = arena.await(correct(arena, 62));
        if (!second.isDone()) {
            return Result.held(second.problem());
        }
        Outcome outcome = arena.await(arena.outcome(second));
        String seen = "%s: %s %s"
                .formatted(
                        outcome.step(),
                        outcome.code(),
                        arena.doors().outcomes().refusals(Accepted.of(second).change()));
        return outcome.isCommitted() ? Result.succeeded(seen) : Result.held(seen);
    }

    private static io.vertx.core.Future<Reply> correct(Arena arena, double value) {
        Victim victim = arena.victim();
        ChangeBody change = ChangeBody.of("correction")
                .entry(FhirSamples.observation(victim.findingId(), victim.patient(), value))
                .with(
                        "bases",
                        new JsonObject()
                                .put(
                                        "Observation/" + victim.findingId(),
                                        victim.finding().hex()));
        return arena.submit(arena.cast().author(), victim.card().value(), change);
    }
}
