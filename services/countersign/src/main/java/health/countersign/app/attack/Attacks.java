package health.countersign.app.attack;

import health.countersign.platform.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** All attacks, one after the other. */
public final class Attacks {
    private final DishonestSeals dishonestSeals = new DishonestSeals();
    private final List<Attack> all;

    /** @param log for those who write to topics */
    public Attacks(EventLog log) {
        all = List.of(
                new TooFewSigners(log),
                new ForgedApproval(log),
                new ApprovalAsSeal(),
                new StaleBase(),
                new ReplayedProposal(log),
                new PhantomClaim(),
                new DoublePayment(),
                new WrongLane(log),
                new StraightToLedger(),
                dishonestSeals);
    }

    /** What happened, attack by attack. */
    public record Report(List<Attack> attacks, List<Attack.Result> results) {
        public Report {
            attacks = List.copyOf(attacks);
            results = List.copyOf(results);
        }

        /** How many were held off. */
        public long held() {
            return results.stream().filter(Attack.Result::held).count();
        }
    }

    /** The change that stands on the ledger for good and must be found wanting by everybody. */
    public Optional<String> flawedChange() {
        return dishonestSeals.flawedChange();
    }

    /** Tries everything; what cannot be carried out has not been held off. */
    public Report run(Arena arena, BiConsumer<Attack, Attack.Result> told) {
        List<Attack.Result> results = new ArrayList<>();
        for (Attack attack : all) {
            Attack.Result result = result(attack, arena);
            results.add(result);
            told.accept(attack, result);
        }
        return new Report(all, results);
    }

    private static Attack.Result result(Attack attack, Arena arena) {
        try {
            return attack.run(arena);
        } catch (TimeoutException nothing) {
            return Attack.Result.succeeded("no effect was seen in time");
        } catch (Exception broken) { // an attack can break in many ways, and then it proves nothing
            return Attack.Result.succeeded("it could not be carried out: " + broken);
        }
    }
}
