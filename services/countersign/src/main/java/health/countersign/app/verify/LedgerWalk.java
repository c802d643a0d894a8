package health.countersign.app.verify;

import health.countersign.ledger.Ledger;
import health.countersign.ledger.Transaction;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads everything that the ledger holds, block by block, from the first one of a consortium to the last one now. */
public final class LedgerWalk {
    private static final int IN_FLIGHT = 16;

    private final Ledger ledger;

    public LedgerWalk(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Where a consortium's blocks are.
     *
     * @param first the lowest height of a lane's genesis
     * @param last the height that some lane's head has now
     */
    public record Range(long first, long last) {
        public long blocks() {
            return last - first + 1;
        }
    }

    /** The range of these lanes' blocks; nothing if the ledger knows none of them. */
    public Future<Optional<Range>> range(List<String> lanes) {
        List<Future<List<Long>>> ends = new ArrayList<>();
        for (String lane : lanes) {
            ends.add(ledger.heights(lane));
            ends.add(ledger.head(lane)
                    .compose(head -> head.map(tx -> ledger.heights(tx.id()))
                            .orElseGet(() -> Future.succeededFuture(List.of()))));
        }
        return Future.all(ends).map(all -> {
            List<Long> heights = all.<List<Long>>list().stream()
                    .flatMap(List::stream)
                    .sorted()
                    .toList();
            return heights.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Range(heights.get(0), heights.get(heights.size() - 1)));
        });
    }

    /** Hands over every transaction in the ledger's order, and tells how many blocks were read. */
    public Future<Void> read(Range range, Consumer<Transaction> each, LongConsumer blocksRead) {
        return blocks(range, block -> block.transactions().forEach(each), blocksRead);
    }

    /** Hands over every block in the ledger's order, and tells how many were read. */
    public Future<Void> blocks(Range range, Consumer<Ledger.Block> each, LongConsumer blocksRead) {
        return read(new ArrayDeque<>(), range.first(), range, each, blocksRead);
    }

    private Future<Void> read(
            Deque<Future<Optional<Ledger.Block>>> window,
            long next,
            Range range,
            Consumer<Ledger.Block> each,
            LongConsumer blocksRead) {
        long asked = next;
        while (asked <= range.last() && window.size() < IN_FLIGHT) {
            window.add(ledger.block(asked++));
        }
        if (window.isEmpty()) {
            return Future.succeededFuture();
        }
        long following = asked;
        return window.remove().compose(block -> {
            block.ifPresent(each);
            blocksRead.accept(following - window.size() - range.first());
            return read(window, following, range, each, blocksRead);
        });
    }
}
