package health.countersign.faults;

import health.countersign.app.client.Api;
import health.countersign.app.client.Reply;
import health.countersign.domain.OrganizationId;
import health.countersign.faults.load.Replicas;
import health.countersign.faults.load.Submission;
import health.countersign.faults.load.Subscriber;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Waits until everything has come to rest: every copy of every service knows how each acknowledged change ended, and
 * every subscriber was told. It gives up after a while; the judge finds what is missing then.
 */
final class Quiescence {
    private static final Set<String> ENDED = Set.of("committed", "rejected", "expired");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final Vertx vertx;
    private final Replicas replicas;
    private final long begun = System.nanoTime();

    Quiescence(Vertx vertx, Replicas replicas) {
        this.vertx = vertx;
        this.replicas = replicas;
    }

    /** Whether it came to rest in time. */
    boolean await(List<Submission> submissions, List<Subscriber> subscribers) {
        Set<String> changes = new HashSet<>();
        submissions.forEach(submission -> submission.change().ifPresent(changes::add));
        boolean rest = true;
        for (OrganizationId organization : replicas.organizations()) {
            for (Api copy : replicas.of(organization)) {
                rest &= awaitAll(copy, changes);
            }
        }
        for (Subscriber subscriber : subscribers) {
            while (!subscriber.saw(changes) && hasTime()) {
                vertx.timer(LOOK_AGAIN_MILLIS).await();
            }
            rest &= subscriber.saw(changes);
        }
        return rest;
    }

    private boolean awaitAll(Api copy, Set<String> changes) {
        Set<String> open = new HashSet<>(changes);
        while (!open.isEmpty()) {
            for (String change : List.copyOf(open)) {
                if (ended(copy, change)) {
                    open.remove(change);
                }
            }
            if (!open.isEmpty()) {
                if (!hasTime()) {
                    return false;
                }
                vertx.timer(LOOK_AGAIN_MILLIS).await();
            }
        }
        return true;
    }

    private static boolean ended(Api copy, String change) {
        Future<Reply> reply = copy.get("/v1/proposals/" + change);
        return reply.otherwise(away -> new Reply(0, java.util.Optional.empty(), java.util.Optional.empty(), null))
                .map(answer -> ENDED.contains(answer.json().getString("state", "")))
                .await();
    }

    private boolean hasTime() {
        return System.nanoTime() - begun < PATIENCE.toNanos();
    }
}
