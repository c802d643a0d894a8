package health.countersign.ledger;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Delivers the transactions of lanes in the order of their chains, each once, from a checkpoint on and for ever. The
 * ledger's stream only says when to look; what is delivered was fetched and hangs on what was delivered before.
 */
public final class LaneFollower {
    /** How often a lane of which nothing was heard is looked at, unless said otherwise. */
    public static final Duration USUAL_POLL = Duration.ofSeconds(2);

    /** Takes one transaction after the other; the next one comes when the future has succeeded. */
    @FunctionalInterface
    public interface Recipient {
        /**
         * Takes a transaction of the block at this height. If the future fails, the same transaction comes again after
         * a pause.
         */
        Future<Void> handle(Transaction tx, long height);
    }

    /**
     * What to follow.
     *
     * @param id of the lane, which is that of its genesis
     * @param after the last transaction that needs not be delivered any more; nothing to begin with the genesis
     */
    public record Lane(String id, Optional<String> after, Recipient handler) {}

    private final Vertx vertx;
    private final Ledger ledger;
    private final Context context;
    private final Map<String, LaneWalk> walks = new HashMap<>();
    private final Set<String> heard = new HashSet<>();
    private Ledger.Subscription subscription;
    private long poll;
    private boolean closed;

    private LaneFollower(Vertx vertx, Ledger ledger, List<Lane> lanes) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.context = vertx.getOrCreateContext();
        lanes.forEach(lane -> walks.put(lane.id(), new LaneWalk(vertx, context, ledger, lane)));
    }

    /** Follows these lanes with one subscription; handlers are called on the caller's context. */
    public static LaneFollower start(Vertx vertx, Ledger ledger, List<Lane> lanes, Duration pollEvery) {
        LaneFollower follower = new LaneFollower(vertx, ledger, lanes);
        follower.context.runOnContext(begin -> follower.begin(pollEvery));
        return follower;
    }

    private void begin(Duration pollEvery) {
        poll = vertx.setPeriodic(pollEvery.toMillis(), tick -> poll());
        ledger.follow(
                        hint -> context.runOnContext(now -> hear(hint)),
                        () -> context.runOnContext(now -> walks.values().forEach(LaneWalk::look)))
                .onSuccess(subscribed -> context.runOnContext(now -> subscribed(subscribed)));
    }

    private void subscribed(Ledger.Subscription subscribed) {
        subscription = subscribed;
        if (closed) {
            subscribed.close();
        }
        walks.values().forEach(LaneWalk::look);
    }

    private void hear(Ledger.Committed hint) {
        LaneWalk walk = walks.get(hint.assetId());
        if (walk != null) {
            heard.add(hint.assetId());
            walk.hear(hint);
        }
    }

    private void poll() {
        walks.forEach((lane, walk) -> {
            if (!heard.contains(lane)) {
                walk.look();
            }
        });
        heard.clear();
    }

    /** Delivers nothing more, but for what a handler is busy with. */
    public void close() {
        context.runOnContext(now -> {
            closed = true;
            vertx.cancelTimer(poll);
            walks.values().forEach(LaneWalk::close);
            if (subscription != null) {
                subscription.close();
            }
        });
    }
}
