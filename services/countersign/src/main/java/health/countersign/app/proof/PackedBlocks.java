package health.countersign.app.proof;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.LedgerChain;
import health.countersign.domain.MalformedException;
import health.countersign.domain.SignatureVerifier;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.tendermint.BlockProof;
import health.countersign.ledger.tendermint.ChainJudge;
import health.countersign.ledger.tendermint.ProofFlaw;
import health.countersign.ledger.tendermint.TransactionProof;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The blocks of a pack, each judged once, and what they say of a transaction. */
final class PackedBlocks {
    private final ChainJudge judge;
    private final Map<Long, Judged> blocks = new HashMap<>();
    private long last = -1;

    private record Judged(BlockProof proof, Optional<ProofFlaw> flaw) {}

    PackedBlocks(LedgerChain chain, SignatureVerifier signatures) {
        this.judge = new ChainJudge(chain, signatures);
    }

    /** Judges all blocks; a line that is no canonical block, or not higher than those before, counts for nothing. */
    void read(PackLines lines) throws IOException {
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            canonical(line.get(), BlockProof::of)
                    .filter(block -> block.header().height() > last)
                    .ifPresent(this::add);
        }
    }

    private void add(BlockProof block) {
        last = block.header().height();
        blocks.put(last, new Judged(block, judge.flaw(block)));
    }

    /** How many blocks are shown to be in the chain. */
    long standing() {
        return blocks.values().stream().filter(block -> block.flaw().isEmpty()).count();
    }

    /** Why this line does not prove that the chain holds the transaction; nothing if it does. */
    Optional<ProofFlaw> flaw(Optional<byte[]> line, Transaction tx) {
        if (line.isEmpty()) {
            return Optional.of(ProofFlaw.MISSING);
        }
        Optional<TransactionProof> read = canonical(line.get(), TransactionProof::of);
        if (read.isEmpty()) {
            return Optional.of(ProofFlaw.UNREADABLE);
        }
        TransactionProof proof = read.get();
        if (!proof.isOf(tx)) {
            return Optional.of(ProofFlaw.TRANSACTION);
        }
        Judged block = blocks.get(proof.block());
        if (block == null) {
            return Optional.of(ProofFlaw.BLOCK);
        }
        return block.flaw().isPresent() ? block.flaw() : ChainJudge.flaw(proof, block.proof());
    }

    private static <T> Optional<T> canonical(byte[] line, Function<Object, T> reader) {
        try {
            Object tree = StrictJson.read(line, PackFormat.PROOF_LIMITS);
            return Arrays.equals(CanonicalJson.bytes(tree), line) ? Optional.of(reader.apply(tree)) : Optional.empty();
        } catch (MalformedJsonException | MalformedException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
