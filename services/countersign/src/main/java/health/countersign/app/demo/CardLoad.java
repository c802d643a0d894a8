package health.countersign.app.demo;

import health.countersign.app.bundle.CardPlan;
import health.countersign.app.bundle.Step;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Outcomes;
import health.countersign.app.client.RefusedException;
import health.countersign.app.client.Reply;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Sends the steps of one card: each as soon as those that it builds on are accepted, many at a time. */
final class CardLoad {
    private static final int TRIES = 4;
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("stale", "requirement-rejected");
    private static final String REASON = "imported from a FHIR bundle";

    private final CardPlan plan;
    private final Doors doors;
    private final InFlight inFlight;
    private final Consumer<Fate> told;
    private final List<Sent> sent = new ArrayList<>();

    /** How far a step is: whether a service took it, last time, and what became of it. */
    private static final class Sent {
        private final Promise<Accepted> first = Promise.promise();
        private final Promise<Fate> fate = Promise.promise();
        private Accepted latest;

        void taken(Accepted accepted) {
            latest = accepted;
            first.tryComplete(accepted);
        }
    }

    CardLoad(CardPlan plan, Doors doors, InFlight inFlight, Consumer<Fate> told) {
        this.plan = plan;
        this.doors = doors;
        this.inFlight = inFlight;
        this.told = told;
        plan.steps().forEach(step -> sent.add(new Sent()));
    }

    /** Completes when the fate of every step is known. */
    Future<Void> run() {
        List<Future<Void>> steps = plan.steps().stream().map(this::run).toList();
        return Future.join(steps).mapEmpty();
    }

    /** The card that the first step opened. */
    Future<String> card() {
        return sent.get(0).first.future().map(Accepted::card);
    }

    private Future<Void> run(Step step) {
        Future<Void> ready = step.last() ? committed(step) : accepted(step);
        return ready.compose(
                        v -> inFlight.enter().compose(w -> send(step, TRIES)).onComplete(done -> inFlight.leave()))
                .recover(failure -> Future.succeededFuture(failed(step, failure)))
                .map(fate -> {
                    sent.get(step.number()).fate.complete(fate);
                    told.accept(fate);
                    return null;
                });
    }

    private Future<Void> accepted(Step step) {
        return Future.all(step.after().stream()
                        .map(number -> sent.get(number).first.future())
                        .toList())
                .mapEmpty();
    }

    private Future<Void> committed(Step step) {
        return Future.all(step.after().stream()
                        .map(number -> sent.get(number).fate.future())
                        .toList())
                .compose(all -> all.<Fate>list().stream().allMatch(Fate::isCommitted)
                        ? Future.succeededFuture()
                        : Future.failedFuture(new NeededRefused()));
    }

    private Fate failed(Step step, Throwable failure) {
        sent.get(step.number()).first.tryFail(new NeededRefused());
        return Fate.refused(
                step,
                "",
                failure instanceof RefusedException refused ? refused.reply().code() : failure.getMessage());
    }

    private Future<Fate> send(Step step, int tries) {
        return citations(step).compose(citations -> {
            long begun = System.nanoTime();
            return submit(step, body(step, citations)).compose(taken -> {
                sent.get(step.number()).taken(taken);
                return doors.outcomes().of(taken.change()).compose(outcome -> {
                    if (outcome.isCommitted()) {
                        return Future.succeededFuture(Fate.committed(step, taken.change(), outcome.nanoTime() - begun));
                    }
                    boolean again = WORTH_ANOTHER_TRY.contains(outcome.code()) && tries > 1;
                    return again
                            ? committed(step).compose(v -> send(step, tries - 1))
                            : Future.succeededFuture(Fate.refused(step, taken.change(), why(taken, outcome)));
                });
            });
        });
    }

    private String why(Accepted taken, Outcomes.Outcome outcome) {
        List<String> refusals = doors.outcomes().refusals(taken.change());
        return refusals.isEmpty() ? outcome.code() : outcome.code() + " (" + String.join("; ", refusals) + ")";
    }

    /** What it builds on is named, so that a service that has not seen all of that in the log yet waits for it. */
    private ChangeBody body(Step step, List<Buffer> citations) {
        ChangeBody body = ChangeBody.of(REASON);
        step.entries().forEach(entry -> body.entry(entry.body()));
        citations.forEach(body::citation);
        if (!step.last() && !step.after().isEmpty()) {
            body.with(
                    "requires",
                    step.after().stream()
                            .map(number -> sent.get(number).latest.change())
                            .distinct()
                            .toList());
        }
        return body;
    }

    /** A card that one service opened is there, even if the author's service has not heard of it yet. */
    private Future<Accepted> submit(Step step, ChangeBody body) {
        String key = UUID.randomUUID().toString();
        Future<Reply> answer = step.opensCard()
                ? doors.retrying().send(() -> doors.members().open(step.author(), body, key))
                : card().compose(card ->
                        doors.retrying().sendUntilThere(() -> doors.members().submit(step.author(), card, body, key)));
        return taken(answer).map(Accepted::of);
    }

    private Future<List<Buffer>> citations(Step step) {
        List<Future<Buffer>> asked = step.citations().stream()
                .map(cited -> citation(step.author(), cited))
                .toList();
        return Future.all(asked).map(all -> all.list());
    }

    /** Only what is confirmed can be cited; its owner may learn of that a moment after we did. */
    private Future<Buffer> citation(OrganizationId caller, Step.Cited cited) {
        OrganizationId owner = plan.steps().get(cited.step()).author();
        return sent.get(cited.step())
                .fate
                .future()
                .compose(fate -> fate.isCommitted()
                        ? card().compose(card -> taken(doors.retrying()
                                        .sendUntilThere(() -> doors.members()
                                                .citation(owner, caller, card, fate.change(), cited.name()))))
                                .map(Reply::body)
                        : Future.failedFuture(new NeededRefused()));
    }

    private static Future<Reply> taken(Future<Reply> answer) {
        return answer.compose(reply ->
                reply.isDone() ? Future.succeededFuture(reply) : Future.failedFuture(new RefusedException(reply)));
    }

    /** Something that a step builds on was refused, so it is not sent. */
    private static final class NeededRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeededRefused() {
            super("what it builds on was refused");
        }
    }
}
