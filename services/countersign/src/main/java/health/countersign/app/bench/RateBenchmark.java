package health.countersign.app.bench;

import com.sun.management.OperatingSystemMXBean;
import health.countersign.app.attack.Cast;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.client.RefusedException;
import health.countersign.app.console.Console;
import health.countersign.app.console.Progress;
import health.countersign.app.demo.Latencies;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * An open loop: changes are sent when they are due, not when earlier ones are done; the time of each counts from when
 * it was due. Everything is seen at HTTP and websocket. Blocks.
 */
public final class RateBenchmark {
    private static final long PATIENCE_SECONDS = 120;

    private final Doors doors;
    private final Console console;
    private final BenchSettings settings;
    private final Cast cast;

    public RateBenchmark(Doors doors, Console console, BenchSettings settings) {
        this.doors = doors;
        this.console = console;
        this.settings = settings;
        this.cast = Cast.of(doors.consortium().document());
    }

    /** A card, its patient and who writes on it. */
    private record Target(String card, String patient, OrganizationId author) {}

    public BenchResult run() throws Exception {
        List<Target> targets = open();
        console.note("%d cards are open".formatted(targets.size()));
        new OpenLoop(doors.vertx(), settings.rate(), progress("warm-up", settings.warmUp()))
                .run(settings.warmUp(), n -> send(targets.get(n % targets.size())))
                .await(PATIENCE_SECONDS + (long) (settings.warmUp() / settings.rate()), TimeUnit.SECONDS);
        Latencies idle = single(targets);
        double cpuBefore = cpuSeconds();
        OpenLoop.Measured measured = new OpenLoop(doors.vertx(), settings.rate(), progress("load", settings.changes()))
                .run(settings.changes(), n -> send(targets.get(n % targets.size())))
                .await(PATIENCE_SECONDS + (long) (settings.changes() / settings.rate()), TimeUnit.SECONDS);
        return new BenchResult(
                measured.nanos().size(),
                measured.failed(),
                measured.seconds(),
                new Latencies(measured.nanos()),
                idle,
                cpuSeconds() - cpuBefore);
    }

    private Progress progress(String task, int total) {
        return console.progress(task, total);
    }

    private static double cpuSeconds() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    /** Opens the cards, each with its first clinical entry, so that no change under load starts a section. */
    private List<Target> open() throws Exception {
        List<Target> targets = new ArrayList<>();
        for (int begin = 0; begin < settings.cards(); begin += 20) {
            List<Future<Target>> opening = new ArrayList<>();
            for (int n = begin; n < Math.min(begin + 20, settings.cards()); n++) {
                opening.add(open(cast.medical().get(n % cast.medical().size())));
            }
            targets.addAll(
                    Future.all(opening).map(all -> all.<Target>list()).await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return targets;
    }

    private Future<Target> open(OrganizationId author) {
        String patient = UUID.randomUUID().toString();
        ChangeBody opening = ChangeBody.of("benchmark").entry(BenchEntries.patient(patient));
        String key = UUID.randomUUID().toString();
        return doors.retrying()
                .send(() -> doors.members().open(author, opening, key))
                .compose(reply -> reply.isDone()
                        ? Future.succeededFuture(Accepted.of(reply))
                        : Future.failedFuture(new RefusedException(reply)))
                .compose(opened -> {
                    Target target = new Target(opened.card(), patient, author);
                    return send(target).map(target);
                });
    }

    /** One after the other, each when the one before is confirmed. */
    private Latencies single(List<Target> targets) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (int n = 0; n < settings.single(); n++) {
            long begun = System.nanoTime();
            Outcome outcome = send(targets.get(n % targets.size())).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            nanos.add(outcome.nanoTime() - begun);
        }
        return new Latencies(nanos);
    }

    /** Sends a change; completes with its outcome if it was committed. */
    private Future<Outcome> send(Target target) {
        ChangeBody change = ChangeBody.of("benchmark").entry(BenchEntries.finding(target.patient(), settings.bytes()));
        String key = UUID.randomUUID().toString();
        return doors.retrying()
                .send(() -> doors.members().submit(target.author(), target.card(), change, key))
                .compose(reply -> reply.isDone()
                        ? doors.outcomes().of(Accepted.of(reply).change())
                        : Future.failedFuture(new RefusedException(reply)))
                .compose(outcome -> outcome.isCommitted()
                        ? Future.succeededFuture(outcome)
                        : Future.failedFuture("not committed: " + outcome.code()));
    }
}
