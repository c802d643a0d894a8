package health.countersign.app.attack;

import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.domain.Bytes;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.Topic;
import java.util.List;

/** The author of a change that nobody can read approves it in its colleagues' names. */
final class ForgedApproval implements Attack {
    private final EventLog log;

    ForgedApproval(EventLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "a forged approval";
    }

    @Override
    public String does() {
        return "the author of an unreadable change approves it in the names of other members, with its own key";
    }

    @Override
    public String mustHappen() {
        return "the forged approvals do not count, the refusals of those who read it do: rejected";
    }

    @Override
    public Result run(Arena arena) throws Exception {
        Victim victim = arena.victim();
        Forge forge = arena.forge();
        OrganizationId author = arena.cast().author();
        EndorsedChange like = arena.await(forge.committed(victim.transaction(), victim.finding()));
        Bytes garbage = forge.garbage();
        Proposal proposal = forge.proposal(victim.card(), author, victim.opening(), garbage, like.header());
        int lane = arena.lane(victim.card());
        String card = victim.card().value();
        List<Event> forged = arena.cast().medical().stream()
                .filter(colleague -> !colleague.equals(author))
                .<Event>map(colleague -> new ApprovalGiven(forge.approval(proposal, colleague, author)))
                .toList();
        arena.await(log.append(Topic.ANSWERS, lane, card, forged));
        arena.await(
                log.append(Topic.PROPOSALS, lane, card, List.of(new ProposalSubmitted(proposal, garbage, List.of()))));
        Outcome outcome = arena.await(arena.doors().outcomes().of(proposal.id().hex()));
        String seen = "%s: %s (%s)"
                .formatted(
                        outcome.step(),
                        outcome.code(),
                        String.join(
                                "; ",
                                arena.doors().outcomes().refusals(proposal.id().hex())));
        return outcome.isCommitted() ? Result.succeeded(seen) : Result.held(seen);
    }
}
