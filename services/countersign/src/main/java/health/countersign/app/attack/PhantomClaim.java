package health.countersign.app.attack;

import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.client.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A claim bills a visit that never was, with a citation made from that of a true one. */
final class PhantomClaim implements Attack {
    @Override
    public String name() {
        return "a claim for care that never happened";
    }

    @Override
    public String does() {
        return "a claim bills an invented visit and cites it with the proof of a true one, altered";
    }

    @Override
    public String mustHappen() {
        return "the claim is refused because what it cites is not committed";
    }

    @Override
    public Result run(Arena arena) throws Exception {
        Victim victim = arena.victim();
        String visit = FhirSamples.id();
        ChangeBody claim = ChangeBody.of("billing")
                .entry(FhirSamples.claim(FhirSamples.id(), victim.patient(), visit))
                .citation(altered(victim.visitCitation(), visit));
        Reply reply =
                arena.await(arena.submit(arena.cast().billing(), victim.card().value(), claim));
        if (!reply.isDone()) {
            return Result.held(reply.problem());
        }
        Outcome outcome = arena.await(arena.outcome(reply));
        String seen = "%s: %s %s"
                .formatted(
                        outcome.step(),
                        outcome.code(),
                        arena.doors().outcomes().refusals(Accepted.of(reply).change()));
        return outcome.isCommitted() ? Result.succeeded(seen) : Result.held(seen);
    }

    /** The same citation with another id in it; all hashes stay as they were. */
    private static Buffer altered(Buffer citation, String id) {
        JsonObject tree = new JsonObject(citation);
        JsonArray opened = tree.getJsonArray("opened");
        for (int i = 0; i < opened.size(); i++) {
            JsonObject leaf = opened.getJsonObject(i);
            if (leaf.getString("field").equals("id")) {
                leaf.put(
                        "value",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return tree.toBuffer();
    }
}
