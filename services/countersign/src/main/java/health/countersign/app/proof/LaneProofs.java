package health.countersign.app.proof;

import health.countersign.ledger.Reason;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.tendermint.ProofFlaw;
import java.io.IOException;
import java.util.Optional;

/** The proofs of one lane, taken one for each transaction; without blocks nothing is to be proven. */
final class LaneProofs {
    private final Optional<PackedBlocks> blocks;
    private final PackLines lines;

    LaneProofs(Optional<PackedBlocks> blocks, PackLines lines) {
        this.blocks = blocks;
        this.lines = lines;
    }

    /** What is wrong with the proof of the lane's next transaction. */
    Optional<Reason> flaw(Transaction tx) throws IOException {
        return blocks.isEmpty()
                ? Optional.empty()
                : blocks.get().flaw(lines.next(), tx).map(ProofFlaw::reason);
    }

    /** What is wrong with what follows the last transaction's proof. */
    Optional<Reason> surplus() throws IOException {
        return lines.next().map(more -> ProofFlaw.SURPLUS.reason());
    }
}
