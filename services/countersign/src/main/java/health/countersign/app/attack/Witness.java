package health.countersign.app.attack;

import health.countersign.domain.BatchCondition;
import health.countersign.domain.BatchPosition;
import health.countersign.domain.Event;
import health.countersign.domain.Objection;
import health.countersign.domain.OrganizationId;
import health.countersign.platform.log.Bounds;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.EventReader;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicLane;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads the topics as anybody may who is let into the log, and remembers what it saw. Safe for several threads. */
public final class Witness {
    private static final Set<Topic> WATCHED =
            Set.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.SEALS, Topic.OUTCOMES, Topic.BATCHES);

    private record Wait<T>(Function<List<Event>, Optional<T>> look, Promise<T> found) {
        boolean tryWith(List<Event> events) {
            return look.apply(events).map(found::tryComplete).orElse(false);
        }
    }

    private final List<Event> events = new ArrayList<>();
    private final List<Wait<?>> waits = new ArrayList<>();
    private EventReader reader;

    private Witness() {}

    /** Begins with what comes from now on. */
    public static Future<Witness> watch(EventLog log, int lanes) {
        Witness witness = new Witness();
        Set<TopicLane> all = TopicLane.all(WATCHED, lanes);
        return log.bounds(all)
                .compose(bounds -> log.read("witness", ends(bounds), witness::see))
                .map(reader -> {
                    witness.reader = reader;
                    return witness;
                });
    }

    private static Map<TopicLane, Long> ends(Map<TopicLane, Bounds> bounds) {
        Map<TopicLane, Long> ends = new HashMap<>();
        bounds.forEach((lane, bound) -> ends.put(lane, bound.end()));
        return ends;
    }

    private Future<Void> see(LanePoll poll) {
        see(poll.events().toList());
        return Future.succeededFuture();
    }

    private synchronized void see(List<Event> more) {
        events.addAll(more);
        waits.removeIf(wait -> wait.tryWith(events));
    }

    /** The first event of this kind that fits, past or to come. */
    <E extends Event> Future<E> first(Class<E> kind, Predicate<E> fits) {
        return when(seen -> seen.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fits)
                .findFirst());
    }

    /** How many events of this kind fit so far. */
    synchronized <E extends Event> long count(Class<E> kind, Predicate<E> fits) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fits)
                .count();
    }

    /** Completes when every one of these organizations has objected to a batch for this condition, and none sealed. */
    Future<Void> objections(BatchPosition batch, BatchCondition condition, Set<OrganizationId> by) {
        return when(seen -> {
                    Set<OrganizationId> objecting = new HashSet<>();
                    boolean sealed = false;
                    for (Event event : seen) {
                        if (event instanceof Event.BatchObjected objected
                                && objected.objection().batch().equals(batch)) {
                            add(objecting, objected.objection(), condition);
                        }
                        sealed |= event instanceof Event.BatchSealed given
                                && given.seal().batch().equals(batch);
                    }
                    return objecting.containsAll(by) && !sealed ? Optional.of(objecting) : Optional.<Object>empty();
                })
                .mapEmpty();
    }

    private static void add(Set<OrganizationId> objecting, Objection objection, BatchCondition condition) {
        if (objection.faults().stream().anyMatch(fault -> fault.condition() == condition)) {
            objecting.add(objection.organization());
        }
    }

    private synchronized <T> Future<T> when(Function<List<Event>, Optional<T>> look) {
        Wait<T> wait = new Wait<>(look, Promise.promise());
        if (!wait.tryWith(events)) {
            waits.add(wait);
        }
        return wait.found().future();
    }

    /** Stops reading. */
    public Future<Void> close() {
        return reader.close();
    }
}
