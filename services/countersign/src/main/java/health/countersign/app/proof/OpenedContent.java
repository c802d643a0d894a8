package health.countersign.app.proof;

import health.countersign.domain.Bytes;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.ContentCommitment;
import health.countersign.domain.Digest;
import health.countersign.domain.Fields;
import health.countersign.domain.MerkleTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change's whole content, as anyone can hash it to the commitment in the change's header. All leaves are there, so no
 * Merkle path is needed.
 *
 * @param leaves seven for each entry, in the order of {@link health.countersign.domain.LeafField}
 */
public record OpenedContent(ChangeId change, List<Leaf> leaves) {
    private static final int MOST_LEAVES = 70_000;
    private static final int RANDOM = 32;

    public OpenedContent {
        leaves = List.copyOf(leaves);
        if (leaves.isEmpty() || leaves.size() > MOST_LEAVES || leaves.size() % Citation.LEAVES_PER_ENTRY != 0) {
            throw new IllegalArgumentException("a content has whole entries");
        }
    }

    /** The 32 random bytes that are hashed with a value, and the value. */
    public record Leaf(Bytes random, Bytes value) {
        public Leaf {
            if (random.length() != RANDOM) {
                throw new IllegalArgumentException("a leaf has 32 random bytes");
            }
        }

        private static Leaf of(Object tree) {
            List<?> pair = (List<?>) tree;
            if (pair.size() != 2) {
                throw new IllegalArgumentException("a leaf is a pair");
            }
            return new Leaf(Bytes.ofBase64((String) pair.get(0)), Bytes.ofBase64((String) pair.get(1)));
        }
    }

    /** What a header that has this content commits to. */
    public Digest commitment() {
        return ContentCommitment.of(leaves.stream()
                .map(leaf -> MerkleTree.leaf(leaf.random().array(), leaf.value().array()))
                .toList());
    }

    /** The content as it stands in a pack. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("change", change.hex());
        tree.put(
                "leaves",
                leaves.stream()
                        .<Object>map(leaf ->
                                List.of(leaf.random().base64(), leaf.value().base64()))
                        .toList());
        return tree;
    }

    /** Reads a content strictly; whether it is the change's only {@link #commitment} tells. */
    public static OpenedContent of(Object tree) {
        Fields fields = Fields.of(tree);
        OpenedContent content =
                new OpenedContent(fields.value("change", ChangeId::new), fields.list("leaves", Leaf::of));
        fields.end();
        return content;
    }
}
