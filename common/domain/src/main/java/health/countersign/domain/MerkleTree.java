package health.countersign.domain;

import java.util.ArrayList;
import java.util.List;

/** Merkle tree hashing as in RFC 6962 section 2.1: leaf = H(0x00 ‖ item), node = H(0x01 ‖ left ‖ right). */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private MerkleTree() {}

    /** The hash of one item. */
    public static Digest leaf(byte[]... parts) {
        byte[][] all = new byte[parts.length + 1][];
        all[0] = LEAF;
        System.arraycopy(parts, 0, all, 1, parts.length);
        return Digest.of(all);
    }

    /** The root over these leaves, one or more. */
    public static Digest root(List<Digest> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = split(leaves.size());
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** The sibling hashes from a leaf up to the root, nearest first (RFC 6962 section 2.1.1). */
    public static List<Digest> path(int index, List<Digest> leaves) {
        List<Digest> path = new ArrayList<>();
        if (leaves.size() > 1) {
            int split = split(leaves.size());
            List<Digest> left = leaves.subList(0, split);
            List<Digest> right = leaves.subList(split, leaves.size());
            path.addAll(index < split ? path(index, left) : path(index - split, right));
            path.add(index < split ? root(right) : root(left));
        }
        return path;
    }

    /** The root that follows from one leaf and its path; refuses a path of the wrong length. */
    public static Digest rootFrom(Digest leaf, int index, int size, List<Digest> path) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf %d of %d".formatted(index, size));
        }
        if (size == 1) {
            if (!path.isEmpty()) {
                throw new IllegalArgumentException("the path is too long");
            }
            return leaf;
        }
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the path is too short");
        }
        int split = split(size);
        Digest sibling = path.get(path.size() - 1);
        List<Digest> rest = path.subList(0, path.size() - 1);
        return index < split
                ? node(rootFrom(leaf, index, split, rest), sibling)
                : node(sibling, rootFrom(leaf, index - split, size - split, rest));
    }

    private static Digest node(Digest left, Digest right) {
        return Digest.of(NODE, left.bytes(), right.bytes());
    }

    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
