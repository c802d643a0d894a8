package health.countersign.app.proof;

import health.countersign.app.verify.LedgerWalk;
import health.countersign.app.verify.LedgerWalk.Range;
import health.countersign.domain.CardId;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.LedgerException.LedgerUnavailable;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.tendermint.CommittedBlock;
import health.countersign.ledger.tendermint.TendermintNode;
import health.countersign.ledger.tendermint.TransactionProof;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Fills a pack. Waits for each answer of the ledger, and keeps some hundred blocks in memory. */
public final class PackExport {
    private static final int BLOCKS_AT_ONCE = 256;

    private final PackDraft draft;
    private Optional<TendermintNode> proofs = Optional.empty();

    public PackExport(PackDraft draft) {
        this.draft = draft;
    }

    /** Where proofs come from, if the pack is to have any. */
    public void proofs(TendermintNode node) throws IOException {
        draft.openProofs();
        proofs = Optional.of(node);
    }

    /** Puts in what an organization opened of a card. */
    public void card(CardId card, List<OpenedContent> contents) throws IOException {
        draft.open(card);
        for (OpenedContent content : contents) {
            draft.add(card, content);
        }
    }

    /**
     * Puts in all transactions of the lanes.
     *
     * @param lanes ids of their genesis transactions
     * @param blocksRead told how many blocks are read
     * @return how many transactions there were
     */
    public long lanes(List<String> lanes, Ledger ledger, Range range, LongConsumer blocksRead) throws IOException {
        LedgerWalk walk = new LedgerWalk(ledger);
        long written = 0;
        for (long from = range.first(); from <= range.last(); from += BLOCKS_AT_ONCE) {
            Range part = new Range(from, Math.min(range.last(), from + BLOCKS_AT_ONCE - 1));
            List<Ledger.Block> read = new ArrayList<>();
            long before = from - range.first();
            walk.blocks(part, read::add, done -> blocksRead.accept(before + done))
                    .await();
            for (Ledger.Block block : read) {
                written += block(lanes, block);
            }
        }
        return written;
    }

    private long block(List<String> lanes, Ledger.Block block) throws IOException {
        List<Transaction> ours = block.transactions().stream()
                .filter(tx -> lanes.contains(tx.assetId()))
                .toList();
        for (Transaction tx : ours) {
            draft.add(lanes.indexOf(tx.assetId()), tx);
        }
        if (proofs.isPresent() && !ours.isEmpty()) {
            CommittedBlock committed = proofs.get().block(block.height()).await();
            draft.add(committed.proof());
            for (Transaction tx : ours) {
                TransactionProof proof = committed
                        .proof(tx)
                        .orElseThrow(() -> new LedgerUnavailable(
                                "Tendermint's block %d lacks what the ledger's API has in it".formatted(block.height()),
                                null));
                draft.add(lanes.indexOf(tx.assetId()), proof);
            }
        }
        return ours.size();
    }
}
