package health.countersign.ledger.tendermint;

import health.countersign.domain.Fields;
import health.countersign.domain.PublicKey;
import health.countersign.domain.Signature;
import health.countersign.domain.SignatureVerifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The precommits that made a block final (Tendermint 0.31.5, spec/blockchain/blockchain.md, Commit and Vote).
 *
 * @param round in which they were cast
 * @param parts how many parts the block was sent in
 * @param partsHash the Merkle root over these
 * @param votes one for each validator, in the validators' order; empty where it did not vote for this block
 */
record Commit(long round, long parts, String partsHash, List<Optional<Vote>> votes) {
    private static final long PRECOMMIT = 2;

    Commit {
        Tuples.natural(round);
        votes = List.copyOf(votes);
    }

    /** A validator's signature, and the time that it signed along. */
    record Vote(BlockTime time, Signature signature) {
        private static Optional<Vote> of(Object tree) {
            if (tree == null) {
                return Optional.empty();
            }
            List<?> pair = Tuples.of(tree, 2);
            return Optional.of(new Vote(BlockTime.of(pair.get(0)), new Signature((String) pair.get(1))));
        }

        private List<Object> tree() {
            return List.of(time.tree(), signature.base64());
        }
    }

    static Commit of(Object tree) {
        Fields fields = Fields.of(tree);
        BlockId parts = fields.object("parts", pair -> {
            List<?> both = Tuples.of(pair, 2);
            return new BlockId("", (Long) both.get(0), (String) both.get(1));
        });
        Commit commit =
                new Commit(fields.integer("round"), parts.parts(), parts.partsHash(), fields.list("votes", Vote::of));
        fields.end();
        return commit;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("parts", List.of(parts, partsHash));
        tree.put("round", round);
        List<Object> given = new ArrayList<>();
        votes.forEach(vote -> given.add(vote.map(Vote::tree).orElse(null)));
        tree.put("votes", given);
        return tree;
    }

    /** Whether this validator's vote, if there is one, is for this block. */
    boolean verifies(int validator, PublicKey key, BlockHeader block, SignatureVerifier signatures) {
        return votes.get(validator)
                .map(vote -> signatures.verifies(key, signedBytes(block, vote.time()), vote.signature()))
                .orElse(true);
    }

    /** What a validator signs (CanonicalVote). */
    byte[] signedBytes(BlockHeader block, BlockTime time) {
        BlockId id = new BlockId(block.hash().hex(), parts, partsHash);
        byte[] vote = new AminoBytes()
                .varint(1, PRECOMMIT)
                .fixed64(2, block.height())
                .fixed64(3, round)
                .bytes(4, id.canonical())
                .bytes(5, time.encoded())
                .bytes(6, block.chain().getBytes(StandardCharsets.UTF_8))
                .array();
        return AminoBytes.delimited(vote);
    }
}
