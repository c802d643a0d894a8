package health.countersign.app.attack;

import health.countersign.domain.BatchCondition;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Proposal;
import health.countersign.platform.log.EventLog;
import java.util.List;

/** A change is put into a batch of a lane to which its card does not belong, where nobody looks for its bases. */
final class WrongLane implements Attack {
    private final EventLog log;

    WrongLane(EventLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "a card on a wrong lane";
    }

    @Override
    public String does() {
        return "a draft for another lane holds a change of a card that does not belong there, with a full quorum";
    }

    @Override
    public String mustHappen() {
        return "every member objects, nobody seals";
    }

    @Override
    public Result run(Arena arena) throws Exception {
        Victim victim = arena.victim();
        Cast cast = arena.cast();
        Forge forge = arena.forge();
        EndorsedChange like = arena.await(forge.committed(victim.transaction(), victim.finding()));
        Proposal proposal =
                forge.proposal(victim.card(), cast.author(), victim.opening(), forge.garbage(), like.header());
        EndorsedChange change = new EndorsedChange(
                proposal,
                List.of(
                        forge.approval(proposal, cast.colleague(), cast.colleague()),
                        forge.approval(proposal, cast.insurance(), cast.insurance())),
                List.of());
        int lanes = arena.doors().consortium().document().lanes();
        int wrong = (arena.lane(victim.card()) + 1) % lanes;
        return new Drafts(arena, log).offer(wrong, change, BatchCondition.LANE);
    }
}
