package health.countersign.app.attack;

import health.countersign.domain.BatchCondition;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event.ChangeCommitted;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.Topic;
import java.util.List;

/** A committed change is proposed once more, byte for byte, and put into another batch. */
final class ReplayedProposal implements Attack {
    private final EventLog log;

    ReplayedProposal(EventLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "a replayed proposal";
    }

    @Override
    public String does() {
        return "a committed change is appended to the log once more, and offered in another draft with its old answers";
    }

    @Override
    public String mustHappen() {
        return "every member objects to the draft, later changes commit, and it stays committed once";
    }

    @Override
    public Result run(Arena arena) throws Exception {
        Victim victim = arena.victim();
        int lane = arena.lane(victim.card());
        ProposalSubmitted original = arena.await(arena.witness()
                .first(
                        ProposalSubmitted.class,
                        submitted -> submitted.proposal().id().equals(victim.finding())));
        arena.await(log.append(Topic.PROPOSALS, lane, victim.card().value(), List.of(original)));
        EndorsedChange committed = arena.await(arena.forge().committed(victim.transaction(), victim.finding()));
        Result objected = new Drafts(arena, log).offer(lane, committed, BatchCondition.REPEATED);
        if (!arena.goodChangeCommits()) {
            return Result.succeeded("nothing commits after the replay");
        }
        long times = arena.witness()
                .count(ChangeCommitted.class, event -> event.subject().change().equals(victim.finding()));
        return times == 1 ? objected : Result.succeeded("it was committed %d times".formatted(times));
    }
}
