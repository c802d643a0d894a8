package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.console.LogFile;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.demo.Visit;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.LaptopPorts;
import health.countersign.app.laptop.LaptopSettings;
import health.countersign.app.load.Distribution;
import health.countersign.app.load.LoadResult;
import health.countersign.app.load.LoadRun;
import health.countersign.app.load.LoadSettings;
import health.countersign.ledger.Ed25519;
import health.countersign.member.keys.Agreement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code countersign load}: how many changes a consortium confirms, and how fast. */
@Command(
        name = "load",
        description = {
            "Sends changes at a steady rate, whatever becomes of others, to the consortium in a directory or to one",
            "that it starts in this JVM; prints how many were confirmed in a second, how long each took since it was",
            "due, seen at HTTP and websocket, and what that cost in processor time and on the ledger."
        },
        footer = {
            "  countersign load --rate 200 --changes 12000",
            "  countersign load --cards 1 --rate 200",
            "  countersign load --find-rate --rate 100 --changes 4000",
            "  countersign load --dir data --process 4711"
        },
        exitCodeList = {
            "0:confirmed, and no queue grew",
            "1:something failed, or a queue grew",
            "2:wrong usage",
            "3:could not start, or not reach a service"
        })
public final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Countersign parent;

    @Option(names = "--changes", defaultValue = "10000", description = "to measure (default: ${DEFAULT-VALUE})")
    private int changes;

    @Option(names = "--warm-up", defaultValue = "4000", description = "before that (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--cards", defaultValue = "200", description = "that are changed (default: ${DEFAULT-VALUE})")
    private int cards;

    @Option(
            names = "--rate",
            defaultValue = "150",
            description = "changes sent in a second (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--bytes", defaultValue = "2048", description = "of each entry (default: ${DEFAULT-VALUE})")
    private int bytes;

    @Option(
            names = "--distribution",
            defaultValue = "uniform",
            description = "over the cards: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Distribution distribution;

    @Option(
            names = "--find-rate",
            description = "raise the rate by a quarter, with so many changes each time, until a queue grows")
    private boolean findRate;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "of a consortium that runs; default: one that is started for this")
    private Path directory;

    @Option(
            names = "--process",
            paramLabel = "PID",
            description = "also count the processor time of this process; may be repeated")
    private List<Long> processes = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Console console = Console.of(spec);
        LoadSettings settings = settings();
        if (directory != null) {
            return measure(console, settings, new ConsortiumFiles(directory));
        }
        Path place = Files.createTempDirectory("countersign-load-");
        ConsortiumFiles files = new ConsortiumFiles(place);
        LogFile.to(files.log(), parent.verbose());
        LaptopSettings laptop = new LaptopSettings(files, LaptopPorts.free(), Agreement.laptop());
        try (Laptop running = Starting.start(console, laptop)) {
            return measure(console, settings, running.files());
        } finally {
            LogFile.quiet(false);
            Temporary.remove(place);
        }
    }

    private int measure(Console console, LoadSettings settings, ConsortiumFiles files) throws Exception {
        try (Visit visit = new Visit(files)) {
            console.line("%,d changes of %,d bytes over %,d cards, %s, %.0f a second, %s, %d processors"
                    .formatted(
                            changes,
                            bytes,
                            cards,
                            distribution,
                            rate,
                            Ed25519.preferred().provider(),
                            Runtime.getRuntime().availableProcessors()));
            LoadRun run = new LoadRun(visit.doors(), console, settings, processes);
            run.begin();
            Optional<LoadResult> result = findRate ? run.highest() : Optional.of(run.measure());
            result.ifPresent(best -> best.lines().forEach(console::line));
            return result.filter(LoadResult::held).isPresent() ? Exit.OK : Exit.NO;
        }
    }

    private LoadSettings settings() {
        try {
            return new LoadSettings(changes, warmUp, cards, rate, bytes, distribution);
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.usage(wrong.getMessage());
        }
    }
}
