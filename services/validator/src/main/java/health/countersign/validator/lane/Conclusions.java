package health.countersign.validator.lane;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Rejection;
import health.countersign.domain.Subject;
import health.countersign.domain.Touch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/** Ends changes, and with them what cannot go on without them. */
final class Conclusions {
    private record Rejected(ChangeId change, Rejection rejection) {}

    private final Changes changes;
    private final Waiting waiting;
    private final CommittedLane ledger;

    Conclusions(Changes changes, Waiting waiting, CommittedLane ledger) {
        this.changes = changes;
        this.waiting = waiting;
        this.ledger = ledger;
    }

    /** Rejects an open change, and whatever needs it. */
    void reject(ChangeId id, Rejection rejection, Reaction reaction) {
        Deque<Rejected> rejected = new ArrayDeque<>();
        rejected.add(new Rejected(id, rejection));
        while (!rejected.isEmpty()) {
            Rejected next = rejected.remove();
            changes.open(next.change()).ifPresent(change -> {
                Event event = new ProposalRejected(Subject.of(change.proposal()), next.rejection());
                end(change, Ending.Kind.REJECTED, event, rejected, reaction);
            });
        }
    }

    /** The deadline of an open change passed. */
    void expire(OpenChange change, Reaction reaction) {
        Deque<Rejected> rejected = new ArrayDeque<>();
        Event event = new ProposalExpired(
                Subject.of(change.proposal()), change.header().deadline());
        end(change, Ending.Kind.EXPIRED, event, rejected, reaction);
        rejected.forEach(next -> reject(next.change(), next.rejection(), reaction));
    }

    /** The ledger holds the change: versions move, and what stood on the same bases is stale. */
    void commit(ChangeId id, Reaction reaction) {
        Optional<OpenChange> open = changes.open(id);
        Optional<Ending> before = changes.ending(id);
        if (before.filter(Ending::committed).isPresent()) {
            return;
        }
        if (before.isPresent()) {
            reaction.alarm("a change that had ended was committed all the same");
        }
        Optional<Proposal> proposal = open.map(OpenChange::proposal).or(() -> changes.proposal(id));
        Set<OrganizationId> answered = open.map(OpenChange::answered)
                .or(() -> before.map(Ending::answered))
                .orElse(Set.of());
        open.ifPresent(waiting::remove);
        waiting.met(id);
        changes.end(id, new Ending(Ending.Kind.COMMITTED, answered, proposal.isPresent()));
        proposal.ifPresent(known -> moved(known, reaction));
    }

    /** A proposal of which only the commit was known has come after all. */
    void learn(Proposal proposal, Ending ending, Reaction reaction) {
        changes.end(proposal.id(), new Ending(Ending.Kind.COMMITTED, ending.answered(), true));
        moved(proposal, reaction);
    }

    /** The reason, if there is one already, why a new proposal can never be committed. */
    Optional<Rejection> hopeless(Proposal proposal) {
        for (Touch touch : proposal.header().touches()) {
            Optional<ChangeId> winner = ledger.next(proposal.header().card(), touch);
            if (winner.isPresent()) {
                return winner.map(Rejection.Stale::new);
            }
        }
        return proposal.header().needs().stream()
                .sorted()
                .filter(need -> changes.ending(need)
                        .filter(ending -> !ending.committed())
                        .isPresent())
                .<Rejection>map(Rejection.RequirementRejected::new)
                .findFirst();
    }

    private void moved(Proposal proposal, Reaction reaction) {
        ledger.apply(proposal.id(), proposal.header());
        for (Touch touch : proposal.header().touches()) {
            for (ChangeId loser : waiting.claimants(proposal.header().card(), touch)) {
                reject(loser, new Rejection.Stale(proposal.id()), reaction);
            }
        }
    }

    private void end(OpenChange change, Ending.Kind kind, Event event, Deque<Rejected> rejected, Reaction reaction) {
        for (ChangeId dependent : waiting.needing(change.id())) {
            rejected.add(new Rejected(dependent, new Rejection.RequirementRejected(change.id())));
        }
        waiting.remove(change);
        changes.end(change.id(), new Ending(kind, change.answered(), true));
        reaction.say(event);
    }
}
