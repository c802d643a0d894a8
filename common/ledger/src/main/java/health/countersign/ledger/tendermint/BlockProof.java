package health.countersign.ledger.tendermint;

import health.countersign.domain.Fields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What shows that a block is in the chain and what became of its transactions, for all of these at once.
 *
 * @param header of the block
 * @param next of the block after it, which names the results
 * @param commit of the block after it
 */
public record BlockProof(BlockHeader header, BlockHeader next, Commit commit) {
    /** Reads a proof strictly; whether it holds {@link ChainJudge} tells. */
    public static BlockProof of(Object tree) {
        Fields fields = Fields.of(tree);
        BlockProof proof = new BlockProof(
                fields.object("header", BlockHeader::of),
                fields.object("next", BlockHeader::of),
                fields.object("commit", Commit::of));
        fields.end();
        return proof;
    }

    /** The proof as it stands in a pack. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("header", header.tree());
        tree.put("next", next.tree());
        tree.put("commit", commit.tree());
        return tree;
    }
}
