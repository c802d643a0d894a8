package health.countersign.platform.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Works on many cards of a poll at once, and on the records of one card in their order.
 *
 * @param <K> what tells cards apart
 */
public final class PerCard<K> implements LaneHandler {
    private final Function<Recorded, K> card;
    private final int atOnce;
    private final Function<Recorded, Future<Void>> work;

    /**
     * @param card what the record is about; records with equal cards keep their order
     * @param atOnce how many cards may be under way, at least 1
     * @param work on one record; succeeds when it is durable
     */
    public PerCard(Function<Recorded, K> card, int atOnce, Function<Recorded, Future<Void>> work) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one card at once");
        }
        this.card = card;
        this.atOnce = atOnce;
        this.work = work;
    }

    /** Ends when every card has ended; a card that fails stops itself and holds up no other. */
    @Override
    public Future<Void> handle(LanePoll poll) {
        return new Round(poll.records()).begin();
    }

    /** One poll; lives on the context of the call, wherever the work ends. */
    private final class Round {
        private final Context context = Vertx.currentContext();
        private final Deque<Deque<Recorded>> waiting;
        private final List<Throwable> failures = new ArrayList<>();
        private final Promise<Void> end = Promise.promise();
        private int underWay;

        Round(List<Recorded> records) {
            Map<K, Deque<Recorded>> cards = new LinkedHashMap<>();
            records.forEach(record -> cards.computeIfAbsent(card.apply(record), key -> new ArrayDeque<>())
                    .add(record));
            waiting = new ArrayDeque<>(cards.values());
        }

        Future<Void> begin() {
            while (underWay < atOnce && !waiting.isEmpty()) {
                underWay++;
                next(waiting.poll());
            }
            return end.future();
        }

        private void next(Deque<Recorded> records) {
            Future.succeededFuture(records.poll())
                    .compose(work)
                    .onComplete(outcome -> context.runOnContext(v -> {
                        if (outcome.failed()) {
                            failures.add(outcome.cause());
                            records.clear();
                        }
                        continueWith(records);
                    }));
        }

        private void continueWith(Deque<Recorded> records) {
            if (!records.isEmpty()) {
                next(records);
            } else if (!waiting.isEmpty()) {
                next(waiting.poll());
            } else if (--underWay == 0) {
                end();
            }
        }

        /** Poison first: parking it may be what the others wait for. */
        private void end() {
            failures.stream()
                    .filter(PoisonException.class::isInstance)
                    .findFirst()
                    .or(() -> failures.stream().findFirst())
                    .ifPresentOrElse(end::fail, end::complete);
        }
    }
}
