package health.countersign.domain;

import java.util.List;

/**
 * What a header commits to instead of its content: the number of the content's leaves and the Merkle root over them.
 * A root alone does not say how many leaves it is over, and the same path leads from other places of larger trees, so
 * that a leaf could be shown as another field or of another entry.
 */
public final class ContentCommitment {
    private ContentCommitment() {}

    /** Over all leaves of a content, one or more, in order. */
    public static Digest of(List<Digest> leaves) {
        return of(leaves.size(), MerkleTree.root(leaves));
    }

    /** SHA-256 of the statement of kind {@code commitment} of {@code [leaves, root]}. */
    static Digest of(int leaves, Digest root) {
        return Digest.of(Statement.COMMITMENT.bytes(List.of((long) leaves, root.hex())));
    }
}
