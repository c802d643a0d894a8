package health.countersign.kubernetes;

import health.countersign.app.attack.FhirSamples;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Members;
import health.countersign.app.client.Reply;
import health.countersign.app.client.Retrying;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** An organization's people who open one card after the other; they try again when nobody answers. */
final class Traffic {
    private static final long PATIENCE_NANOS = Duration.ofMinutes(3).toNanos();
    private static final long PAUSE_MILLISECONDS = 200;

    private final Vertx vertx;
    private final Members members;
    private final OrganizationId author;
    private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    private volatile boolean goesOn = true;
    private Future<Void> going = Future.succeededFuture();

    Traffic(Vertx vertx, Members members, OrganizationId author) {
        this.vertx = vertx;
        this.members = members;
        this.author = author;
    }

    Traffic start() {
        going = next();
        return this;
    }

    /** What the service has promised so far. */
    List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** Completes when the last has been taken; fails if one was refused, or nobody answered for minutes. */
    Future<List<Accepted>> stop() {
        goesOn = false;
        return going.map(v -> accepted());
    }

    /** Opens one card. */
    Future<Accepted> open() {
        ChangeBody patient = ChangeBody.of("first visit")
                .entry(FhirSamples.patient(UUID.randomUUID().toString()));
        String key = UUID.randomUUID().toString();
        return new Retrying(vertx, PATIENCE_NANOS)
                .send(() -> members.open(author, patient, key))
                .compose(Traffic::taken);
    }

    private Future<Void> next() {
        return open().compose(taken -> {
            accepted.add(taken);
            return goesOn ? vertx.timer(PAUSE_MILLISECONDS).compose(v -> next()) : Future.succeededFuture();
        });
    }

    private static Future<Accepted> taken(Reply reply) {
        return reply.isDone() ? Future.succeededFuture(Accepted.of(reply)) : Future.failedFuture(reply.problem());
    }
}
