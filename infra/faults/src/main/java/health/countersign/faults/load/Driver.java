package health.countersign.faults.load;

import health.countersign.app.attack.FhirSamples;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Reply;
import health.countersign.domain.OrganizationId;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Sends changes of every kind over many cards, several at a time; everything happens on one context. What is sent is a
 * function of the seed and of what was acknowledged before.
 */
public final class Driver {
    private static final int AT_A_TIME = 12;

    /** In percent, the rest are new entries. */
    private static final int CORRECTIONS = 25;

    private static final int STALE_CORRECTIONS = 8;
    private static final int HURRIED = 7;
    private static final int HURRY_SECONDS = 2;

    private final Replicas replicas;
    private final List<OrganizationId> authors;
    private final Random random;
    private final IntFunction<Future<Void>> before;
    private final Context context;
    private final List<Card> cards = new ArrayList<>();
    private final List<Submission> submissions = new ArrayList<>();
    private int next;

    /** @param before is told how many changes have been sent; the next one is sent when it completes */
    public Driver(
            Vertx vertx, Replicas replicas, List<OrganizationId> authors, long seed, IntFunction<Future<Void>> before) {
        this.replicas = replicas;
        this.authors = List.copyOf(authors);
        this.random = new Random(seed);
        this.before = before;
        this.context = vertx.getOrCreateContext();
    }

    /** A card that is open, as the driver knows it. */
    private static final class Card {
        private final String id;
        private final String patient;
        private final List<Finding> findings = new ArrayList<>();

        Card(String id, String patient) {
            this.id = id;
            this.patient = patient;
        }
    }

    /** An entry with the ids of the changes that made its versions. */
    private record Finding(String id, List<String> versions) {}

    /** Opens so many cards, then sends changes until so many were sent in all; gives all of them in order. */
    public Future<List<Submission>> run(int openings, int changes) {
        return parallel(openings, n -> open())
                .compose(v -> parallel(changes - openings, n -> change()))
                .map(v -> List.copyOf(submissions));
    }

    private Future<Void> parallel(int total, IntFunction<Future<Void>> task) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(v -> new Lanes(total, task, done).begin());
        return done.future();
    }

    /** A few tasks at a time until all are done. */
    private static final class Lanes {
        private final int total;
        private final IntFunction<Future<Void>> task;
        private final Promise<Void> done;
        private int begun;
        private int ended;

        Lanes(int total, IntFunction<Future<Void>> task, Promise<Void> done) {
            this.total = total;
            this.task = task;
            this.done = done;
        }

        void begin() {
            if (total <= 0) {
                done.complete();
            }
            for (int n = 0; n < Math.min(AT_A_TIME, total); n++) {
                next();
            }
        }

        private void next() {
            if (begun < total) {
                task.apply(begun++).onComplete(v -> {
                    ended++;
                    if (ended == total) {
                        done.complete();
                    } else {
                        next();
                    }
                });
            }
        }
    }

    private Future<Void> open() {
        String patient = UUID.randomUUID().toString();
        ChangeBody body = ChangeBody.of("opening").entry(FhirSamples.patient(patient));
        return send("open", author(), "/v1/cards", body).map(taken -> {
            taken.ifPresent(accepted -> cards.add(new Card(accepted.card(), patient)));
            return null;
        });
    }

    private Future<Void> change() {
        if (cards.isEmpty()) {
            return open();
        }
        Card card = cards.get(random.nextInt(cards.size()));
        int dice = random.nextInt(100);
        if (card.findings.isEmpty() || dice >= CORRECTIONS + STALE_CORRECTIONS + HURRIED) {
            return newFinding(card, "new", Optional.empty());
        }
        if (dice >= CORRECTIONS + STALE_CORRECTIONS) {
            return newFinding(card, "hurried", Optional.of(1 + random.nextInt(HURRY_SECONDS)));
        }
        Finding finding = card.findings.get(random.nextInt(card.findings.size()));
        boolean stale = dice >= CORRECTIONS;
        String base = finding.versions().get(stale ? 0 : finding.versions().size() - 1);
        return correct(card, finding, base, stale ? "stale" : "correction");
    }

    private Future<Void> newFinding(Card card, String kind, Optional<Integer> deadlineSeconds) {
        String id = UUID.randomUUID().toString();
        ChangeBody body = ChangeBody.of(kind).entry(observation(card, id));
        deadlineSeconds.ifPresent(seconds -> body.with("deadlineSeconds", seconds));
        return send(kind, author(), path(card), body).map(taken -> {
            taken.filter(accepted -> deadlineSeconds.isEmpty())
                    .ifPresent(accepted ->
                            card.findings.add(new Finding(id, new ArrayList<>(List.of(accepted.change())))));
            return null;
        });
    }

    private Future<Void> correct(Card card, Finding finding, String base, String kind) {
        ChangeBody body = ChangeBody.of(kind)
                .entry(observation(card, finding.id()))
                .with("bases", new JsonObject().put("Observation/" + finding.id(), base));
        return send(kind, author(), path(card), body).map(taken -> {
            taken.ifPresent(accepted -> finding.versions().add(accepted.change()));
            return null;
        });
    }

    private byte[] observation(Card card, String id) {
        return FhirSamples.observation(id, card.patient, 50 + random.nextInt(100));
    }

    private static String path(Card card) {
        return "/v1/cards/%s/changes".formatted(card.id);
    }

    private OrganizationId author() {
        return authors.get(random.nextInt(authors.size()));
    }

    private Future<Optional<Accepted>> send(String kind, OrganizationId author, String path, ChangeBody body) {
        int number = next++;
        int first = random.nextInt(2);
        String key = UUID.randomUUID().toString();
        Promise<Optional<Accepted>> told = Promise.promise();
        before.apply(next)
                .compose(v -> replicas.post(author, path, body, key, first))
                .onComplete(answer -> context.runOnContext(v -> {
                    Optional<Accepted> taken = accepted(answer);
                    String card = taken.map(Accepted::card).orElse("");
                    submissions.add(new Submission(
                            number, kind, author.value(), card, taken.map(Accepted::change), text(answer)));
                    told.complete(taken);
                }));
        return told.future();
    }

    private static Optional<Accepted> accepted(AsyncResult<Reply> answer) {
        return answer.succeeded() && answer.result().isDone()
                ? Optional.of(Accepted.of(answer.result()))
                : Optional.empty();
    }

    private static String text(AsyncResult<Reply> answer) {
        return answer.succeeded()
                ? answer.result().status() + " " + answer.result().code()
                : String.valueOf(answer.cause());
    }
}
