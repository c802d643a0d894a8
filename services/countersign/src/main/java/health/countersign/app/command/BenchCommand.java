package health.countersign.app.command;

import health.countersign.app.bench.BenchResult;
import health.countersign.app.bench.BenchSettings;
import health.countersign.app.bench.RateBenchmark;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.console.LogFile;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.demo.Visit;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.LaptopPorts;
import health.countersign.app.laptop.LaptopSettings;
import health.countersign.ledger.Ed25519;
import health.countersign.member.keys.Agreement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code countersign bench}: how fast this machine is. */
@Command(
        name = "bench",
        hidden = true,
        description = {
            "Starts a consortium of five in this JVM and sends changes at a steady rate, whatever becomes of others;",
            "prints how many were confirmed in a second, and how long each took, seen at HTTP and websocket."
        },
        footer = {"  countersign bench", "  countersign bench --rate 400 --changes 20000"},
        exitCodeList = {
            "0:as fast as it should be",
            "1:slower, or something failed",
            "2:wrong usage",
            "3:could not start"
        })
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Countersign parent;

    @Option(names = "--changes", defaultValue = "10000", description = "under load (default: ${DEFAULT-VALUE})")
    private int changes;

    @Option(names = "--warm-up", defaultValue = "4000", description = "before that (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--cards", defaultValue = "200", description = "that are changed (default: ${DEFAULT-VALUE})")
    private int cards;

    @Option(
            names = "--rate",
            defaultValue = "250",
            description = "changes sent in a second (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--bytes", defaultValue = "2048", description = "of each entry (default: ${DEFAULT-VALUE})")
    private int bytes;

    @Option(names = "--single", defaultValue = "30", description = "changes one by one (default: ${DEFAULT-VALUE})")
    private int single;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where to keep everything; default: a temporary directory")
    private Path directory;

    @Override
    public Integer call() throws Exception {
        Console console = Console.of(spec);
        BenchSettings settings = settings();
        Path place = directory == null ? Files.createTempDirectory("countersign-bench-") : directory;
        try {
            return measure(console, settings, new ConsortiumFiles(place));
        } finally {
            LogFile.quiet(false);
            if (directory == null) {
                Temporary.remove(place);
            }
        }
    }

    private int measure(Console console, BenchSettings settings, ConsortiumFiles files) throws Exception {
        LogFile.to(files.log(), parent.verbose());
        LaptopSettings laptop = new LaptopSettings(files, LaptopPorts.free(), Agreement.laptop());
        try (Laptop running = Starting.start(console, laptop);
                Visit visit = new Visit(running.files())) {
            console.line("%,d changes of %,d bytes over %,d cards, %.0f a second, %s"
                    .formatted(changes, bytes, cards, rate, Ed25519.preferred().provider()));
            BenchResult result = new RateBenchmark(visit.doors(), console, settings).run();
            result.lines().forEach(console::line);
            return result.good() ? Exit.OK : Exit.NO;
        }
    }

    private BenchSettings settings() {
        try {
            return new BenchSettings(changes, warmUp, cards, rate, bytes, single);
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.usage(wrong.getMessage());
        }
    }
}
