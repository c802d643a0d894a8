package health.countersign.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opened leaves of a change's content: what somebody who may not read a section is shown of one of its entries, and can
 * check against the commitment in the change's header.
 *
 * @param leaves the number of leaves of the whole content
 */
public record Citation(ChangeId change, int leaves, List<Leaf> opened) {
    /** Leaves of one entry. */
    public static final int LEAVES_PER_ENTRY = LeafField.values().length;

    public Citation {
        opened = List.copyOf(opened);
        if (opened.isEmpty() || leaves < 1 || leaves % LEAVES_PER_ENTRY != 0) {
            throw new IllegalArgumentException("a citation opens a leaf of whole entries");
        }
    }

    /**
     * One opened leaf.
     *
     * @param entry index of the entry within the change
     * @param random the 32 random bytes that were hashed with the value
     * @param path sibling hashes up to the root, nearest first
     */
    public record Leaf(int entry, LeafField field, Bytes random, Bytes value, List<Digest> path) {
        public Leaf {
            path = List.copyOf(path);
            if (random.length() != 32 || entry < 0) {
                throw new IllegalArgumentException("a leaf has 32 random bytes");
            }
        }

        int index() {
            return entry * LEAVES_PER_ENTRY + field.position();
        }

        private Object tree() {
            return Trees.object(
                    "entry", (long) entry,
                    "field", field.wire(),
                    "random", random.base64(),
                    "value", value.base64(),
                    "path", Trees.list(path, Digest::hex));
        }

        private static Leaf of(Object tree) {
            Fields fields = Fields.of(tree);
            Leaf leaf = new Leaf(
                    fields.index("entry", 10_000),
                    fields.value("field", LeafField::of),
                    fields.value("random", Bytes::ofBase64),
                    fields.value("value", Bytes::ofBase64),
                    fields.list("path", item -> new Digest((String) item)));
            fields.end();
            return leaf;
        }
    }

    /** Whether every opened leaf belongs to this commitment. */
    public boolean opens(Digest commitment) {
        return opened.stream().allMatch(leaf -> {
            try {
                Digest hash =
                        MerkleTree.leaf(leaf.random().array(), leaf.value().array());
                Digest root = MerkleTree.rootFrom(hash, leaf.index(), leaves, leaf.path());
                return ContentCommitment.of(leaves, root).equals(commitment);
            } catch (IllegalArgumentException wrongPath) {
                return false;
            }
        });
    }

    /** The value of a field of an entry, as UTF-8 text, if it is opened. */
    public Optional<String> value(int entry, LeafField field) {
        return opened.stream()
                .filter(leaf -> leaf.entry() == entry && leaf.field() == field)
                .findFirst()
                .map(leaf -> new String(leaf.value().array(), StandardCharsets.UTF_8));
    }

    public Map<String, Object> tree() {
        return Trees.object("change", change.hex(), "leaves", (long) leaves, "opened", Trees.list(opened, Leaf::tree));
    }

    /** Reads a citation strictly; whether it is true only {@link #opens} tells. */
    public static Citation of(Object tree) {
        Fields fields = Fields.of(tree);
        Citation citation = new Citation(
                fields.value("change", ChangeId::new), fields.index("leaves", 70_000), fields.list("opened", Leaf::of));
        fields.end();
        return citation;
    }
}
