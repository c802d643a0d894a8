package health.countersign.validator.writer;

import health.countersign.domain.Event;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.ledger.Transaction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What one lane's truth is, what of it the log has heard, and who waits for more. On one context, but for the judging,
 * which is done on worker threads, one transaction at a time.
 */
final class LaneReport {
    private final Vertx vertx;
    private final LaneTruth truth;
    private final Map<String, BatchCommitted> told = new HashMap<>();
    private final NavigableMap<Long, List<Event>> untold = new TreeMap<>();
    private final NavigableMap<Long, List<Promise<Void>>> waiting = new TreeMap<>();
    private long seq;
    private long toldUpTo;

    LaneReport(Vertx vertx, LaneTruth truth) {
        this.vertx = vertx;
        this.truth = truth;
    }

    /** The log holds this outcome. */
    void heard(BatchCommitted committed) {
        long at = committed.position().seq();
        if (at > seq) {
            told.put(committed.position().transaction(), committed);
        }
        toldUpTo = Math.max(toldUpTo, at);
        untold.headMap(toldUpTo, true).clear();
    }

    /** The ledger holds this transaction, next after those before. */
    Future<Void> committed(Transaction tx, long height) {
        BatchCommitted known = told.remove(tx.id());
        Future<List<Event>> events = known == null
                ? vertx.executeBlocking(() -> truth.judged(tx, height), false)
                : vertx.executeBlocking(
                        () -> {
                            truth.recall(tx, known.changes());
                            return List.of();
                        },
                        false);
        return events.map(judged -> {
            seq++;
            if (seq > toldUpTo && !judged.isEmpty()) {
                untold.put(seq, judged);
            }
            List<Promise<Void>> settled = new ArrayList<>();
            NavigableMap<Long, List<Promise<Void>>> reached = waiting.headMap(seq, true);
            reached.values().forEach(settled::addAll);
            reached.clear();
            settled.forEach(Promise::tryComplete);
            return null;
        });
    }

    /** How many transactions after the genesis the ledger has told of. */
    long seq() {
        return seq;
    }

    /** Succeeds when the ledger holds a transaction at this place of the lane. */
    Future<Void> reached(long place) {
        if (seq >= place) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        waiting.computeIfAbsent(place, key -> new ArrayList<>()).add(promise);
        return promise.future();
    }

    /** What the log has not heard yet, the oldest first. */
    List<List<Event>> untold() {
        return List.copyOf(untold.values());
    }
}
