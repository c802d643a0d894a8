package health.countersign.app.attack;

import health.countersign.domain.BatchCondition;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Proposal;
import health.countersign.platform.log.EventLog;
import java.util.List;

/** A change that only a colleague approved is put into a batch. */
final class TooFewSigners implements Attack {
    private final EventLog log;

    TooFewSigners(EventLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "a change signed by too few";
    }

    @Override
    public String does() {
        return "a draft in the log holds a medical change that only one clinical colleague approved";
    }

    @Override
    public String mustHappen() {
        return "every member objects, nobody seals";
    }

    @Override
    public Result run(Arena arena) throws Exception {
        Victim victim = arena.victim();
        EndorsedChange like = arena.await(arena.forge().committed(victim.transaction(), victim.finding()));
        Proposal proposal = arena.forge()
                .proposal(
                        victim.card(),
                        arena.cast().author(),
                        victim.opening(),
                        arena.forge().garbage(),
                        like.header());
        EndorsedChange change = new EndorsedChange(
                proposal,
                List.of(arena.forge()
                        .approval(
                                proposal, arena.cast().colleague(), arena.cast().colleague())),
                List.of());
        return new Drafts(arena, log).offer(arena.lane(victim.card()), change, BatchCondition.QUORUM);
    }
}
