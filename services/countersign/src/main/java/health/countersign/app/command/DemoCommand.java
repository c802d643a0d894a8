package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.console.LogFile;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.demo.DemoRun;
import health.countersign.app.demo.DemoSettings;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.LaptopPorts;
import health.countersign.app.laptop.LaptopSettings;
import health.countersign.app.laptop.Welcome;
import health.countersign.member.keys.Agreement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code countersign demo}: everything at once. */
@Command(
        name = "demo",
        description = {
            "Starts five organizations, a Kafka broker and a ledger node in this JVM, sends whole patients through the",
            "organizations that own their records, attacks the system in ten ways, verifies every lane in a fresh",
            "process, and tells what became of every entry."
        },
        footer = {
            "  countersign demo",
            "  countersign demo --input bundles     FHIR R4 bundles of your own (.json, .json.gz)",
            "  countersign demo --keep              leave it running and print how to talk to it"
        },
        exitCodeList = {
            "0:every entry is accounted for, every attack was held off, every verdict is right",
            "1:something of that is not so",
            "2:wrong usage, or no bundles",
            "3:could not start"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String IN_FLIGHT = "256";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Countersign parent;

    @Option(
            names = "--input",
            paramLabel = "DIR",
            description =
                    "FHIR R4 bundles to send (.json, .json.gz) instead of the patients that come with the program")
    private Path input;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where to keep everything; default: a temporary directory, removed at the end")
    private Path directory;

    @Option(names = "--keep", description = "go on running at the end, and print addresses and a token")
    private boolean keep;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = IN_FLIGHT,
            description = "how many changes may be under way at once (default: ${DEFAULT-VALUE})")
    private int inFlight;

    @Override
    public Integer call() throws Exception {
        if (inFlight < 1) {
            throw CommandFailure.usage("--in-flight is at least 1");
        }
        Console console = Console.of(spec);
        DemoRun run = new DemoRun(
                console, new DemoSettings(Optional.ofNullable(input), Optional.ofNullable(directory), keep, inFlight));
        Path place = directory == null ? Files.createTempDirectory("countersign-demo-") : directory;
        Stop stop = new Stop();
        try {
            return run(console, run, new ConsortiumFiles(place), stop);
        } finally {
            if (directory == null) {
                Temporary.remove(place);
            }
            stop.done();
        }
    }

    private int run(Console console, DemoRun run, ConsortiumFiles files, Stop stop) throws Exception {
        LogFile.to(files.log(), parent.verbose());
        LaptopSettings settings = new LaptopSettings(files, LaptopPorts.free(), Agreement.laptop());
        try (Laptop laptop = Starting.start(console, settings)) {
            boolean good = run.against(laptop);
            if (keep) {
                Welcome.lines(laptop).forEach(console::line);
                console.line("running until you press Ctrl-C");
                stop.await();
            }
            return good ? Exit.OK : Exit.NO;
        } finally {
            LogFile.quiet(false);
        }
    }
}
