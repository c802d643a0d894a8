package health.countersign.ledger.tendermint;

import health.countersign.domain.Digest;
import health.countersign.domain.LedgerChain;
import health.countersign.domain.LedgerChain.Validator;
import health.countersign.domain.MerkleTree;
import health.countersign.domain.SignatureVerifier;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Judges proofs by the chain and the validators that a consortium agreed on, and by nothing else. */
public final class ChainJudge {
    /** Amino's prefix of an Ed25519 public key, its length included. */
    private static final byte[] ED25519 = HexFormat.of().parseHex("1624de6420");

    private final LedgerChain chain;
    private final SignatureVerifier signatures;
    private final String validatorsHash;

    public ChainJudge(LedgerChain chain, SignatureVerifier signatures) {
        this.chain = chain;
        this.signatures = signatures;
        this.validatorsHash = validatorsHash(chain.validators()).hex();
    }

    /** The hash by which headers name the set of validators (ValidatorSet.Hash). */
    static Digest validatorsHash(List<Validator> validators) {
        return MerkleTree.root(validators.stream()
                .map(validator -> MerkleTree.leaf(new AminoBytes()
                        .bytes(1, encoded(validator))
                        .varint(2, validator.power())
                        .array()))
                .toList());
    }

    private static byte[] encoded(Validator validator) {
        byte[] key = validator.key().bytes();
        byte[] encoded = new byte[ED25519.length + key.length];
        System.arraycopy(ED25519, 0, encoded, 0, ED25519.length);
        System.arraycopy(key, 0, encoded, ED25519.length, key.length);
        return encoded;
    }

    /** Why a block is not shown to be in the chain; nothing if it is. */
    public Optional<ProofFlaw> flaw(BlockProof proof) {
        BlockHeader header = proof.header();
        BlockHeader next = proof.next();
        if (!header.chain().equals(chain.chain()) || !next.chain().equals(chain.chain())) {
            return Optional.of(ProofFlaw.CHAIN);
        }
        if (next.height() - 1 != header.height()) {
            return Optional.of(ProofFlaw.HEIGHT);
        }
        if (!next.last().hash().equals(header.hash().hex())) {
            return Optional.of(ProofFlaw.LINK);
        }
        if (!next.hash("validators_hash").equals(validatorsHash)
                || proof.commit().votes().size() != chain.validators().size()) {
            return Optional.of(ProofFlaw.VALIDATORS);
        }
        return voteFlaw(proof.commit(), next);
    }

    private Optional<ProofFlaw> voteFlaw(Commit commit, BlockHeader block) {
        long power = 0;
        for (int i = 0; i < chain.validators().size(); i++) {
            Validator validator = chain.validators().get(i);
            if (!commit.verifies(i, validator.key(), block, signatures)) {
                return Optional.of(ProofFlaw.VOTES);
            }
            power += commit.votes().get(i).isPresent() ? validator.power() : 0;
        }
        return power * 3 > chain.power() * 2 ? Optional.empty() : Optional.of(ProofFlaw.POWER);
    }

    /** Why a transaction is not shown to be in a block that stands, or not to be accepted there. */
    public static Optional<ProofFlaw> flaw(TransactionProof proof, BlockProof block) {
        if (!leads(proof.leaf(), proof, proof.data(), block, block.header().hash("data_hash"))) {
            return Optional.of(ProofFlaw.DATA);
        }
        Digest result = proof.result().leaf();
        if (!leads(result, proof, proof.results(), block, block.next().hash("last_results_hash"))) {
            return Optional.of(ProofFlaw.RESULTS);
        }
        return proof.result().code() == 0 ? Optional.empty() : Optional.of(ProofFlaw.REFUSED);
    }

    /** Number and place of the leaves are the same in both trees; the number stands in the signed header. */
    private static boolean leads(
            Digest leaf, TransactionProof proof, List<Digest> path, BlockProof block, String root) {
        long size = block.header().transactions();
        if (proof.index() >= size || size > Integer.MAX_VALUE) {
            return false;
        }
        try {
            return MerkleTree.rootFrom(leaf, (int) proof.index(), (int) size, path)
                    .hex()
                    .equals(root);
        } catch (IllegalArgumentException otherLength) {
            return false;
        }
    }
}
