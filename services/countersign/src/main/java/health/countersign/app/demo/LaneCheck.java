package health.countersign.app.demo;

import health.countersign.app.attack.Cast;
import health.countersign.app.attack.FhirSamples;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.domain.CardId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;

/** Opens cards until every lane has committed one: whatever happened before, the system goes on. */
final class LaneCheck {
    private static final int ROUNDS = 20;

    private final Doors doors;
    private final Cast cast;
    private final Set<Integer> alive = new ConcurrentSkipListSet<>();

    LaneCheck(Doors doors, Cast cast) {
        this.doors = doors;
        this.cast = cast;
    }

    /** The lanes that committed nothing. */
    Future<Set<Integer>> dead() {
        int lanes = doors.consortium().document().lanes();
        return round(lanes, ROUNDS).map(v -> {
            Set<Integer> dead = new TreeSet<>();
            for (int lane = 0; lane < lanes; lane++) {
                if (!alive.contains(lane)) {
                    dead.add(lane);
                }
            }
            return dead;
        });
    }

    private Future<Void> round(int lanes, int rounds) {
        if (alive.size() == lanes || rounds == 0) {
            return Future.succeededFuture();
        }
        List<Future<Void>> opened = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            opened.add(open(lanes));
        }
        return Future.all(opened).compose(v -> round(lanes, rounds - 1));
    }

    private Future<Void> open(int lanes) {
        String key = UUID.randomUUID().toString();
        ChangeBody opening = ChangeBody.of("still working")
                .entry(FhirSamples.patient(UUID.randomUUID().toString()));
        return doors.retrying()
                .send(() -> doors.members().open(cast.author(), opening, key))
                .map(Accepted::of)
                .compose(taken -> doors.outcomes().of(taken.change()).map(outcome -> {
                    if (outcome.isCommitted()) {
                        alive.add(new CardId(taken.card()).lane(lanes));
                    }
                    return null;
                }));
    }
}
