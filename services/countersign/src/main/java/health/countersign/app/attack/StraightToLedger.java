package health.countersign.app.attack;

import health.countersign.app.verify.LedgerAudit;
import health.countersign.app.verify.LedgerReport;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Signature;
import health.countersign.ledger.Asset;
import health.countersign.ledger.Base58;
import health.countersign.ledger.Condition;
import health.countersign.ledger.Draft;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.Fulfillment;
import health.countersign.ledger.Input;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.Output;
import health.countersign.ledger.SigningKey;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.TransactionBody;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** One member alone writes to the ledger: a batch that spends a lane's head, and a lane of its own. */
final class StraightToLedger implements Attack {
    @Override
    public String name() {
        return "an unapproved transaction written straight to the ledger";
    }

    @Override
    public String does() {
        return "one member sends a batch with its own seal alone, and founds a lane of its own beside the agreed ones";
    }

    @Override
    public String mustHappen() {
        return "the ledger refuses the batch; the lane is there, but it is nobody's, and is named as such";
    }

    @Override
    public Result run(Arena arena) throws Exception {
        String fault = batchAlone(arena);
        if (fault.isEmpty()) {
            return Result.succeeded("the ledger took a batch with one seal");
        }
        Transaction lane = laneAlone(arena);
        arena.await(founded(arena, lane));
        if (!arena.goodChangeCommits()) {
            return Result.succeeded("nothing commits after it");
        }
        LedgerReport report = arena.await(new LedgerAudit(
                        arena.doors().vertx(),
                        arena.doors().consortium(),
                        arena.doors().ledger(),
                        Ed25519.preferred())
                .run(stage -> {}));
        return report.foreign().contains(lane.id())
                ? Result.held(
                        "the ledger refused the batch: %s; the lane of its own is foreign to all".formatted(fault))
                : Result.succeeded("the lane of one member was counted");
    }

    private static String batchAlone(Arena arena) throws TimeoutException {
        Victim victim = arena.victim();
        Forge forge = arena.forge();
        OrganizationId alone = arena.cast().author();
        EndorsedChange like = arena.await(forge.committed(victim.transaction(), victim.finding()));
        Proposal proposal = forge.proposal(victim.card(), alone, victim.opening(), forge.garbage(), like.header());
        Draft draft = arena.await(
                forge.draft(arena.lane(victim.card()), List.of(new EndorsedChange(proposal, List.of(), List.of()))));
        Map<OrganizationId, Signature> seals = new HashMap<>();
        arena.doors()
                .consortium()
                .document()
                .organizations()
                .forEach(member -> seals.put(member.id(), forge.sealKey(alone).sign(draft.message())));
        Transaction tx = forge.transactions()
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

    /** A transaction that says it is the first of a lane, signed by one member. */
    private static Transaction laneAlone(Arena arena) {
        SigningKey key = arena.forge().sealKey(arena.cast().author());
        String owner = Base58.encode(key.publicKey().bytes());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("v", 1L);
        data.put("kind", "countersign-lane");
        data.put("consortium", arena.doors().consortium().document().version().id());
        data.put("document", arena.doors().consortium().document().hash().hex());
        data.put("lane", (long) arena.lane(arena.victim().card()));
        data.put("lanes", (long) arena.doors().consortium().document().lanes());
        TransactionBody body = TransactionBody.of(
                new Asset.Created(data),
                List.of(new Input(List.of(owner), Optional.empty())),
                null,
                List.of(Output.of(new Condition.Key(owner))));
        Signature signature = key.sign(body.message(0));
        return body.fulfilled(List.of(new Fulfillment.Signed(owner, signature)));
    }

    /** An earlier demo on the same ledger may have founded it. */
    private static Future<Void> founded(Arena arena, Transaction lane) {
        Ledger ledger = arena.doors().ledger();
        return ledger.find(lane.id())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : ledger.post(lane).compose(posted -> appears(arena, lane.id())));
    }

    private static Future<Void> appears(Arena arena, String transaction) {
        return arena.doors()
                .ledger()
                .find(transaction)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : arena.doors().vertx().timer(20).compose(later -> appears(arena, transaction)));
    }
}
