package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.console.LogFile;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.RunningConsortium;
import health.countersign.app.demo.DemoRun;
import health.countersign.app.demo.DemoSettings;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.LaptopPorts;
import health.countersign.app.laptop.LaptopSettings;
import health.countersign.member.keys.Agreement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  countersign demo --keep              leave it running and print how to talk to it",
            "  countersign demo --cluster           the same with everything real, see 'countersign cluster'"
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

    @Option(
            names = "--cluster",
            description = {
                "on a cluster, see 'countersign cluster': BigchainDB with Tendermint, brokers of Kafka, PostgreSQL,",
                "and every service a process of its own; --dir is the cluster's directory, which is kept"
            })
    private boolean cluster;

    @Option(
            names = "--kill-half-way",
            description = "with --cluster: kill a node of the ledger and a broker when half of the changes are through")
    private boolean killHalfWay;

    @Mixin
    private ClusterOptions size;

    @Override
    public Integer call() throws Exception {
        if (inFlight < 1) {
            throw CommandFailure.usage("--in-flight is at least 1");
        }
        if (killHalfWay && !cluster) {
            throw CommandFailure.usage("--kill-half-way wants --cluster");
        }
        Console console = Console.of(spec);
        DemoSettings settings = new DemoSettings(Optional.ofNullable(input), inFlight);
        return cluster ? onCluster(console, settings) : onLaptop(console, settings);
    }

    private int onCluster(Console console, DemoSettings settings) throws Exception {
        Path place = directory == null ? Path.of(ClusterCommand.DEFAULT) : directory;
        LogFile.to(new ConsortiumFiles(place).log(), parent.verbose());
        Stop stop = new Stop();
        try {
            ClusterDemo demo =
                    new ClusterDemo(console, place, size, consortium -> afterwards(console, consortium, stop));
            return demo.run(settings, killHalfWay) ? Exit.OK : Exit.NO;
        } finally {
            LogFile.quiet(false);
            stop.done();
        }
    }

    private void afterwards(Console console, RunningConsortium consortium, Stop stop) {
        if (keep) {
            Welcome.lines(consortium).forEach(console::line);
            console.line("running until you press Ctrl-C");
            stop.await();
        }
    }

    private int onLaptop(Console console, DemoSettings demo) throws Exception {
        DemoRun run = new DemoRun(console, demo);
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
        console.line("one broker and one ledger node in this JVM; left out are BigchainDB, a cluster of brokers and"
                + " PostgreSQL: 'demo --cluster' has them");
        try (Laptop laptop = Starting.start(console, settings)) {
            boolean good = run.against(laptop.running(), () -> {});
            afterwards(console, laptop.running(), stop);
            return good ? Exit.OK : Exit.NO;
        } finally {
            LogFile.quiet(false);
        }
    }
}
