package health.countersign.faults;

import health.countersign.faults.judge.Violation;
import health.countersign.faults.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs one seed after the other, several on one consortium, and notes each in a journal. */
final class Campaign {
    private final World.Base base;
    private final Path directory;
    private final RunSettings settings;
    private final int runsPerConsortium;
    private final Consumer<String> tell;

    /** @param directory where the journal, the evidence of each run and the consortiums are */
    Campaign(World.Base base, Path directory, RunSettings settings, int runsPerConsortium, Consumer<String> tell) {
        this.base = base;
        this.directory = directory;
        this.settings = settings;
        this.runsPerConsortium = runsPerConsortium;
        this.tell = tell;
    }

    /** Runs what the journal does not hold yet; gives the results of this time. */
    List<RunResult> run(List<Long> seeds) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Journal journal = new Journal(directory.resolve("journal.jsonl"));
        List<Long> open = new ArrayList<>(seeds);
        open.removeAll(journal.seeds());
        tell.accept("%d seeds, %d of them were run before".formatted(seeds.size(), seeds.size() - open.size()));
        List<RunResult> results = new ArrayList<>();
        for (int n = 0; n < open.size(); n += runsPerConsortium) {
            List<Long> together = open.subList(n, Math.min(open.size(), n + runsPerConsortium));
            Path consortium = directory.resolve("consortium-" + together.get(0));
            try (World world = World.start(base, consortium, directory.resolve("classes.jsa"), started -> {})) {
                for (long seed : together) {
                    RunResult result = run(world, seed);
                    journal.add(result);
                    results.add(result);
                }
            }
        }
        return results;
    }

    private RunResult run(World world, long seed) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Consumer<String> timed = line ->
                tell.accept("seed %d, %d s: %s".formatted(seed, (System.nanoTime() - begun) / 1_000_000_000, line));
        RunResult result = new FaultRun(world, seed, settings, timed).run(directory.resolve("evidence-" + seed));
        tell.accept("seed %d: %d faults, %d changes judged, %d acknowledged, %d violations, %d s"
                .formatted(
                        seed,
                        result.plan().faults().size(),
                        result.submissions().size(),
                        result.acknowledged(),
                        result.violations().size(),
                        result.millis() / 1_000));
        result.violations().stream().map(Violation::line).limit(20).forEach(tell);
        return result;
    }
}
