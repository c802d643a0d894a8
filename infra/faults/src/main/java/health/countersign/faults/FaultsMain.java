package health.countersign.faults;

import health.countersign.app.console.LogFile;
import health.countersign.faults.judge.Judge;
import health.countersign.faults.judge.SignatureJudge;
import health.countersign.faults.judge.Violation;
import health.countersign.faults.world.World;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a campaign of faults against a consortium of its own. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the laptop consortium with two of everything, sends changes over many",
            "cards, meanwhile kills, pauses, cuts, delays, repeats and poisons by the plan",
            "of a seed, mends everything, waits until all has come to rest, and judges what",
            "is left by what must always hold. Runs that the journal in the directory holds",
            "are not done again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no violation", "1:violations; they are named", "2:wrong usage"})
public final class FaultsMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            defaultValue = "1",
            paramLabel = "SEED",
            description = "the first seed (default: ${DEFAULT-VALUE})")
    private long from;

    @Option(
            names = "--runs",
            defaultValue = "1",
            paramLabel = "N",
            description = "how many seeds from there on (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--changes",
            defaultValue = "500",
            paramLabel = "N",
            description = "changes in a run (default: ${DEFAULT-VALUE})")
    private int changes;

    @Option(
            names = "--cards",
            defaultValue = "20",
            paramLabel = "N",
            description = "cards in a run (default: ${DEFAULT-VALUE})")
    private int cards;

    @Option(
            names = "--together",
            defaultValue = "10",
            paramLabel = "N",
            description = "runs on one consortium, before a new one is made (default: ${DEFAULT-VALUE})")
    private int together;

    @Option(
            names = "--cluster",
            description = {
                "on three real brokers, four real ledger nodes and PostgreSQL, instead of a",
                "broker and a ledger node of our own; wants what 'countersign cluster up' wants"
            })
    private boolean cluster;

    @Option(
            names = "--judge",
            paramLabel = "DIR",
            description = "run nothing, and judge the evidence of an earlier run again")
    private Path evidence;

    @Option(
            names = "--dir",
            defaultValue = "countersign-faults",
            paramLabel = "DIR",
            description = "journal and evidence (default: ${DEFAULT-VALUE})")
    private Path directory;

    /** Runs it and ends the process. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new FaultsMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        LogFile.quiet(false);
        PrintWriter out = spec.commandLine().getOut();
        if (evidence != null) {
            List<Violation> violations = new ArrayList<>(Judge.judge(evidence));
            violations.addAll(SignatureJudge.judge(evidence));
            violations.forEach(violation -> out.println(violation.line()));
            out.printf("%d violations%n", violations.size());
            out.flush();
            return violations.isEmpty() ? 0 : 1;
        }
        List<Long> seeds = LongStream.range(from, from + runs).boxed().toList();
        List<RunResult> results = new Campaign(
                        cluster ? World.Base.CLUSTER : World.Base.EMBEDDED,
                        directory,
                        new RunSettings(changes, cards),
                        together,
                        line -> {
                            out.println(line);
                            out.flush();
                        })
                .run(seeds);
        long violations =
                results.stream().mapToLong(result -> result.violations().size()).sum();
        out.printf("%d runs, %d violations%n", results.size(), violations);
        out.flush();
        return violations == 0 ? 0 : 1;
    }
}
