package health.countersign.embedded.ledger;

import health.countersign.ledger.Transaction;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Committed transactions that were used last, because the next one of a chain spends them; bounded by their bytes. */
final class RecentTransactions {
    private static final long MOST_BYTES = 8L << 20;

    private final Map<String, Transaction> byId = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    synchronized Optional<Transaction> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized void add(Transaction tx) {
        if (byId.put(tx.id(), tx) == null) {
            bytes += tx.body().length();
        }
        Iterator<Transaction> eldest = byId.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= eldest.next().body().length();
            eldest.remove();
        }
    }
}
