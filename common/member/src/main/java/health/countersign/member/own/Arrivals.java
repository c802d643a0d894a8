package health.countersign.member.own;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets waiting requests know that something came. Lives on one event loop. */
public final class Arrivals {
    private final Vertx vertx;
    private final Map<Object, List<Promise<Void>>> waiting = new HashMap<>();

    public Arrivals(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Succeeds when something comes for this card or change, or after this time, whichever is first. */
    public Future<Void> next(Object subject, long millis) {
        Promise<Void> promise = Promise.promise();
        waiting.computeIfAbsent(subject, key -> new ArrayList<>()).add(promise);
        long timer = vertx.setTimer(Math.max(1, millis), fired -> promise.tryComplete());
        return promise.future().onComplete(v -> {
            vertx.cancelTimer(timer);
            waiting.computeIfPresent(subject, (key, all) -> {
                all.remove(promise);
                return all.isEmpty() ? null : all;
            });
        });
    }

    public void tell(CardId card) {
        wake(card);
    }

    public void tell(ChangeId change) {
        wake(change);
    }

    private void wake(Object subject) {
        List<Promise<Void>> promises = waiting.remove(subject);
        if (promises != null) {
            promises.forEach(Promise::tryComplete);
        }
    }
}
