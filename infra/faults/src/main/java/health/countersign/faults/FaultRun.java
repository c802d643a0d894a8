package health.countersign.faults;

import health.countersign.app.attack.Cast;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.domain.OrganizationId;
import health.countersign.faults.evidence.EvidenceCollector;
import health.countersign.faults.evidence.EvidenceFolder;
import health.countersign.faults.judge.Judge;
import health.countersign.faults.judge.SignatureJudge;
import health.countersign.faults.judge.Violation;
import health.countersign.faults.load.Driver;
import health.countersign.faults.load.Replicas;
import health.countersign.faults.load.Submission;
import health.countersign.faults.load.Subscriber;
import health.countersign.faults.plan.FaultPlan;
import health.countersign.faults.plan.PlannedFault;
import health.countersign.faults.world.Injector;
import health.countersign.faults.world.World;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One seed: changes are sent while faults happen; then all is mended, comes to rest, is written down and judged. */
final class FaultRun {
    private final World world;
    private final FaultPlan plan;
    private final RunSettings settings;
    private final Consumer<String> tell;

    FaultRun(World world, long seed, RunSettings settings, Consumer<String> tell) {
        this.world = world;
        this.plan = FaultPlan.of(seed, settings.changes(), world.possibleFaults());
        this.settings = settings;
        this.tell = tell;
    }

    /**
     * Does it. Blocks.
     *
     * @param evidence where everything goes that the judge looks at
     */
    RunResult run(Path evidence) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (Replicas replicas = new Replicas(world)) {
            List<Subscriber> subscribers = subscribe(replicas);
            List<Submission> submissions = drive(replicas);
            boolean rest = new Quiescence(world.vertx(), replicas).await(submissions, subscribers);
            tell.accept(rest ? "all has come to rest" : "it did not come to rest");
            subscribers.forEach(Subscriber::close);
            write(evidence, replicas, submissions, subscribers);
            List<Violation> violations = new ArrayList<>(Judge.judge(evidence));
            violations.addAll(SignatureJudge.judge(evidence));
            if (!rest) {
                violations.add(new Violation("I10", "it did not come to rest after all faults were mended"));
            }
            return new RunResult(plan, submissions, violations, (System.nanoTime() - begun) / 1_000_000);
        }
    }

    private List<Subscriber> subscribe(Replicas replicas) {
        List<URI> notifications = world.programs().of(ProgramKind.NOTIFICATION).stream()
                .map(running -> running.api())
                .toList();
        List<Subscriber> subscribers = new ArrayList<>();
        for (int n = 0; n < notifications.size(); n++) {
            OrganizationId organization =
                    replicas.organizations().get(n % replicas.organizations().size());
            List<URI> inTurn = new ArrayList<>(notifications);
            java.util.Collections.rotate(inTurn, n);
            subscribers.add(Subscriber.follow(world.vertx(), organization, inTurn, () -> replicas.token(organization)));
        }
        return subscribers;
    }

    private List<Submission> drive(Replicas replicas) {
        Deque<PlannedFault> coming = new ArrayDeque<>(plan.faults());
        Cast cast = Cast.of(world.folder().consortium().document());
        List<Submission> submissions;
        try (Injector injector = new Injector(world, plan.seed(), tell)) {
            Driver driver = new Driver(world.vertx(), replicas, cast.medical(), plan.seed(), sent -> {
                Future<Void> begun = Future.succeededFuture();
                while (!coming.isEmpty() && coming.peek().at() <= sent) {
                    begun = injector.inject(coming.remove());
                }
                return begun;
            });
            submissions = driver.run(settings.cards(), settings.changes()).await();
            tell.accept("%d changes sent, %d of them acknowledged"
                    .formatted(
                            submissions.size(),
                            submissions.stream()
                                    .filter(s -> s.change().isPresent())
                                    .count()));
        }
        List<Submission> all = new ArrayList<>(submissions);
        all.addAll(
                new Driver(world.vertx(), replicas, cast.medical(), plan.seed() + 1, sent -> Future.succeededFuture())
                        .run(settings.cards() / 4 + 1, settings.cards())
                        .await());
        return all;
    }

    private void write(Path evidence, Replicas replicas, List<Submission> submissions, List<Subscriber> subscribers)
            throws IOException, InterruptedException {
        EvidenceCollector collector = new EvidenceCollector(world, new EvidenceFolder(evidence));
        collector.submissions(submissions);
        collector.streams(subscribers);
        Set<String> cards = submissions.stream()
                .filter(submission -> submission.change().isPresent())
                .map(Submission::card)
                .collect(Collectors.toSet());
        collector.histories(replicas, cards);
        collector.shared();
        collector.pack(cards);
    }
}
