package health.countersign.app.attack;

import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.client.Reply;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** One payment is recorded twice at the same moment, each time as a new entry. */
final class DoublePayment implements Attack {
    @Override
    public String name() {
        return "the same payment twice at the same time";
    }

    @Override
    public String does() {
        return "two notices of one payment of a claim are sent at once, under different ids";
    }

    @Override
    public String mustHappen() {
        return "one is committed, the other refused";
    }

    @Override
    public Result run(Arena arena) throws Exception {
        List<Future<Reply>> sent = List.of(pay(arena), pay(arena));
        List<String> refused = new ArrayList<>();
        for (Future<Reply> each : sent) {
            refusal(arena, arena.await(each)).ifPresent(refused::add);
        }
        return refused.size() == 1
                ? Result.held("one was committed, the other not: " + refused.get(0))
                : Result.succeeded("of two payments %d were refused: %s".formatted(refused.size(), refused));
    }

    private static Future<Reply> pay(Arena arena) {
        Victim victim = arena.victim();
        ChangeBody payment = ChangeBody.of("payment").entry(FhirSamples.payment(FhirSamples.id(), victim.claimId()));
        return arena.submit(arena.cast().billing(), victim.card().value(), payment);
    }

    private static java.util.Optional<String> refusal(Arena arena, Reply reply) throws TimeoutException {
        if (!reply.isDone()) {
            return java.util.Optional.of(reply.problem());
        }
        Outcome outcome = arena.await(arena.outcome(reply));
        return outcome.isCommitted()
                ? java.util.Optional.empty()
                : java.util.Optional.of("%s %s"
                        .formatted(
                                outcome.code(),
                                arena.doors()
                                        .outcomes()
                                        .refusals(Accepted.of(reply).change())));
    }
}
