package health.countersign.app.proof;

import health.countersign.app.verify.LedgerWalk;
import health.countersign.app.verify.LedgerWalk.Range;
import health.countersign.domain.CardId;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Fills a pack. Waits for each answer of the ledger, and keeps some hundred blocks in memory. */
public final class PackExport {
    private static final int BLOCKS_AT_ONCE = 256;

    private final PackDraft draft;

    public PackExport(PackDraft draft) {
        this.draft = draft;
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
            List<Transaction> read = new ArrayList<>();
            long before = from - range.first();
            walk.read(part, read::add, done -> blocksRead.accept(before + done)).await();
            for (Transaction tx : read) {
                int lane = lanes.indexOf(tx.assetId());
                if (lane >= 0) {
                    draft.add(lane, tx);
                    written++;
                }
            }
        }
        return written;
    }
}
