package health.countersign.domain;

import health.countersign.domain.Answer.Refusal;
import java.util.List;
import java.util.Map;

/**
 * The next transaction of a lane without signatures: decided changes with all answers to them, in an order in which
 * each
 * change stands after what it needs.
 *
 * @param seq position in the lane; its genesis is 0, the first batch 1
 * @param parent id of the ledger transaction whose output this one spends, 64 lower-case hex digits
 * @param attempt counts drafts for the same position, from 1
 * @param late refusals that came after the change they refuse was already in an earlier batch
 */
public record Batch(
        ConsortiumVersion consortium,
        int lane,
        long seq,
        String parent,
        int attempt,
        List<EndorsedChange> changes,
        List<Refusal> late) {
    /** A batch holds at most this many changes. */
    public static final int MAX_CHANGES = 500;

    /** The canonical bytes of a batch are at most this many. */
    public static final int MAX_BYTES = 256 * 1024;

    public Batch {
        changes = List.copyOf(changes);
        late = List.copyOf(late);
        Hex.require(parent, 32, "a parent");
        if (lane < 0 || seq < 1 || attempt < 1) {
            throw new IllegalArgumentException("lanes count from 0, batches and attempts from 1");
        }
    }

    /** The batch as it stands in a transaction's metadata. */
    public Map<String, Object> tree() {
        return Trees.object(
                "v",
                1L,
                "consortium",
                consortium.tree(),
                "lane",
                (long) lane,
                "seq",
                seq,
                "parent",
                parent,
                "attempt",
                (long) attempt,
                "changes",
                Trees.list(changes, EndorsedChange::tree),
                "refused",
                Trees.list(late, Batch::lateTree));
    }

    /** Reads a batch strictly. */
    public static Batch of(Object tree) {
        Fields fields = Fields.of(tree);
        fields.constant("v", 1L);
        Batch batch = new Batch(
                fields.object("consortium", ConsortiumVersion::of),
                fields.index("lane", Integer.MAX_VALUE),
                fields.integer("seq"),
                fields.string("parent"),
                fields.index("attempt", Integer.MAX_VALUE),
                fields.list("changes", EndorsedChange::of),
                fields.list("refused", Batch::late));
        fields.end();
        return batch;
    }

    private static List<Object> lateTree(Refusal refusal) {
        return List.of(
                refusal.change().hex(),
                refusal.organization().value(),
                Trees.list(refusal.reasons(), Finding::tree),
                refusal.signature().base64());
    }

    private static Refusal late(Object tree) {
        List<?> tuple = Trees.tuple(tree, 4);
        return new Refusal(
                new ChangeId((String) tuple.get(0)),
                new OrganizationId((String) tuple.get(1)),
                Findings.of(tuple.get(2)),
                new Signature((String) tuple.get(3)));
    }
}
