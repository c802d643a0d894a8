package health.countersign.app.attack;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Signature;
import health.countersign.ledger.Draft;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Signatures with approval keys are put where the lane's lock wants seals. */
final class ApprovalAsSeal implements Attack {
    @Override
    public String name() {
        return "an approval used as a seal";
    }

    @Override
    public String does() {
        return "a batch is sent to the ledger with approvals, then with its message signed by approval keys, as seals";
    }

    @Override
    public String mustHappen() {
        return "the ledger refuses both";
    }

    @Override
    public Result run(Arena arena) throws Exception {
        Victim victim = arena.victim();
        EndorsedChange change = arena.await(arena.forge().committed(victim.transaction(), victim.finding()));
        Draft draft = arena.await(arena.forge().draft(arena.lane(victim.card()), List.of(change)));
        Signature approval =
                change.approvals().stream().map(Approval::signature).findFirst().orElseThrow();
        Map<OrganizationId, Signature> approvals = new HashMap<>();
        Map<OrganizationId, Signature> byApprovalKey = new HashMap<>();
        for (Organization member : arena.doors().consortium().document().organizations()) {
            approvals.put(member.id(), approval);
            byApprovalKey.put(
                    member.id(), arena.forge().approvalKey(member.id()).sign(draft.message()));
        }
        String first = refusal(arena, draft, approvals);
        String second = refusal(arena, draft, byApprovalKey);
        return first.isEmpty() || second.isEmpty()
                ? Result.succeeded("the ledger took it")
                : Result.held("the ledger refused both: %s, %s".formatted(first, second));
    }

    /** The ledger's class of fault; empty if it took the transaction. */
    private static String refusal(Arena arena, Draft draft, Map<OrganizationId, Signature> seals)
            throws TimeoutException {
        Transaction tx = arena.forge()
                .transactions()
                .assemble(draft, seals, (key, message, signature) -> true)
                .transaction()
                .orElseThrow();
        try {
            arena.await(arena.doors().ledger().post(tx));
            return "";
        } catch (LedgerRefused refused) {
            return refused.fault();
        }
    }
}
