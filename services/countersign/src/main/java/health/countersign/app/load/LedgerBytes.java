package health.countersign.app.load;

import health.countersign.ledger.Ledger;
import health.countersign.ledger.Transaction;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was written to the lanes of a ledger since it was begun. */
final class LedgerBytes {
    private final Ledger ledger;
    private final List<String> lanes;
    private final List<String> heads;

    private LedgerBytes(Ledger ledger, List<String> lanes, List<String> heads) {
        this.ledger = ledger;
        this.lanes = lanes;
        this.heads = heads;
    }

    /** Written transactions and their bytes. */
    record Written(int transactions, long bytes) {
        private Written and(Written other) {
            return new Written(transactions + other.transactions, bytes + other.bytes);
        }
    }

    /** From now on. */
    static Future<LedgerBytes> since(Ledger ledger, List<String> lanes) {
        return Future.all(lanes.stream().map(ledger::head).toList())
                .map(all -> new LedgerBytes(
                        ledger,
                        lanes,
                        all.<Optional<Transaction>>list().stream()
                                .map(LedgerBytes::id)
                                .toList()));
    }

    private static String id(Optional<Transaction> head) {
        return head.map(Transaction::id).orElse("");
    }

    /** Until now, from each lane's head back to where it was. */
    Future<Written> written() {
        List<Future<Written>> each = new ArrayList<>();
        for (int lane = 0; lane < lanes.size(); lane++) {
            String known = heads.get(lane);
            each.add(ledger.head(lanes.get(lane)).compose(head -> back(head, known, new Written(0, 0))));
        }
        return Future.all(each).map(all -> all.<Written>list().stream().reduce(new Written(0, 0), Written::and));
    }

    private Future<Written> back(Optional<Transaction> from, String known, Written sum) {
        if (from.isEmpty() || from.get().id().equals(known)) {
            return Future.succeededFuture(sum);
        }
        Transaction tx = from.get();
        Written more = sum.and(new Written(1, tx.bytes().length));
        return tx.parent().isEmpty()
                ? Future.succeededFuture(more)
                : ledger.find(tx.parent().get().transactionId()).compose(parent -> back(parent, known, more));
    }
}
