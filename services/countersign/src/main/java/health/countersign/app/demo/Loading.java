package health.countersign.app.demo;

import health.countersign.app.bundle.BundlePlan;
import health.countersign.app.bundle.CardPlan;
import health.countersign.app.client.Doors;
import health.countersign.app.console.Progress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** Sends a whole plan, all cards at once, with so many changes in flight. */
final class Loading {
    private final Doors doors;
    private final int inFlight;

    Loading(Doors doors, int inFlight) {
        this.doors = doors;
        this.inFlight = inFlight;
    }

    /**
     * What became of a plan.
     *
     * @param seconds from the first step that was sent to the last outcome that was heard
     * @param cards ids of the cards that were opened
     */
    record Loaded(List<Fate> fates, List<String> cards, double seconds) {
        Loaded {
            fates = List.copyOf(fates);
            cards = List.copyOf(cards);
        }
    }

    /** Runs on a context of its own; completes when the fate of every step is known. */
    Future<Loaded> run(BundlePlan plan, Progress progress) {
        Context context = doors.vertx().getOrCreateContext();
        Promise<Loaded> loaded = Promise.promise();
        context.runOnContext(v -> load(plan, progress).onComplete(loaded));
        return loaded.future();
    }

    private Future<Loaded> load(BundlePlan plan, Progress progress) {
        long begun = System.nanoTime();
        InFlight room = new InFlight(inFlight);
        List<Fate> fates = new ArrayList<>();
        List<String> cards = new ArrayList<>();
        List<Future<Void>> loads = new ArrayList<>();
        for (CardPlan card : plan.cards()) {
            CardLoad load = new CardLoad(card, doors, room, fate -> {
                fates.add(fate);
                progress.step();
            });
            load.card().onSuccess(cards::add);
            loads.add(load.run());
        }
        return Future.join(loads).map(all -> new Loaded(fates, cards, (System.nanoTime() - begun) / 1e9));
    }
}
