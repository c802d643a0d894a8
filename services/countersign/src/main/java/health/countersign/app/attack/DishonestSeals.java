package health.countersign.app.attack;

import health.countersign.app.verify.LaneReport.Flaw;
import health.countersign.app.verify.LedgerAudit;
import health.countersign.app.verify.LedgerReport;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Signature;
import health.countersign.ledger.Draft;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A majority of members seals a batch with a change that nobody approved, and the ledger cannot but take it. */
final class DishonestSeals implements Attack {
    private String flawed = "";

    @Override
    public String name() {
        return "a batch sealed by dishonest members";
    }

    @Override
    public String does() {
        return "three members seal a batch with a change that nobody approved; the ledger cannot but take it";
    }

    @Override
    public String mustHappen() {
        return "everybody sees that the change lacks its quorum, nobody applies it, and the lane goes on after it";
    }

    /** The change that must be found wanting on the ledger for ever; empty before the attack. */
    Optional<String> flawedChange() {
        return flawed.isEmpty() ? Optional.empty() : Optional.of(flawed);
    }

    @Override
    public Result run(Arena arena) throws Exception {
        Victim victim = arena.victim();
        Forge forge = arena.forge();
        EndorsedChange like = arena.await(forge.committed(victim.transaction(), victim.finding()));
        Proposal proposal =
                forge.proposal(victim.card(), arena.cast().author(), victim.opening(), forge.garbage(), like.header());
        int lane = arena.lane(victim.card());
        Draft draft = arena.await(forge.draft(lane, List.of(new EndorsedChange(proposal, List.of(), List.of()))));
        Transaction tx = sealed(arena, draft);
        arena.await(arena.doors().ledger().post(tx));
        flawed = proposal.id().hex();
        BatchCommitted committed = arena.await(arena.witness()
                .first(
                        BatchCommitted.class,
                        event -> event.position().transaction().equals(tx.id())));
        if (committed.changes().contains(proposal.id())) {
            return Result.succeeded("the change counts as committed");
        }
        return judged(arena, proposal);
    }

    private static Transaction sealed(Arena arena, Draft draft) {
        Map<OrganizationId, Signature> seals = new HashMap<>();
        arena.cast()
                .medical()
                .forEach(dishonest ->
                        seals.put(dishonest, arena.forge().sealKey(dishonest).sign(draft.message())));
        return arena.forge()
                .transactions()
                .assemble(draft, seals, Ed25519.preferred())
                .transaction()
                .orElseThrow();
    }

    private static Result judged(Arena arena, Proposal proposal) throws TimeoutException {
        if (!arena.goodChangeCommits()) {
            return Result.succeeded("nothing commits after it");
        }
        LedgerReport report = arena.await(new LedgerAudit(
                        arena.doors().vertx(),
                        arena.doors().consortium(),
                        arena.doors().ledger(),
                        Ed25519.preferred())
                .run(stage -> {}));
        return report.lanes().stream()
                .flatMap(lane -> lane.flaws().stream())
                .filter(flaw -> flaw.change().equals(Optional.of(proposal.id().hex())))
                .filter(flaw -> flaw.code().equals(BatchCondition.QUORUM.wire()))
                .map(Flaw::line)
                .map(line -> Result.held("flagged, not applied, and the lane goes on: " + line))
                .findFirst()
                .orElseGet(() -> Result.succeeded("nobody sees that the change lacks its quorum"));
    }
}
