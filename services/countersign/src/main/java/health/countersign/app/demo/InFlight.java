package health.countersign.app.demo;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lets so many changes be under way and no more; for one context. */
final class InFlight {
    private final int most;
    private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
    private int now;

    InFlight(int most) {
        this.most = most;
    }

    /** Completes when there is room. */
    Future<Void> enter() {
        if (now < most) {
            now++;
            return Future.succeededFuture();
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(turn);
        return turn.future();
    }

    /** Makes room; whoever waits longest takes it. */
    void leave() {
        if (waiting.isEmpty()) {
            now--;
        } else {
            waiting.remove().complete();
        }
    }
}
