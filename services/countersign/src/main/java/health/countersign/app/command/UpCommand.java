package health.countersign.app.command;

import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.console.LogFile;
import health.countersign.app.consortium.AgreementFile;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.LaptopPorts;
import health.countersign.app.laptop.LaptopSettings;
import health.countersign.member.keys.Agreement;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code countersign up}: runs a consortium on this machine until it is told to stop. */
@Command(
        name = "up",
        description = {
            "Runs a whole consortium in one JVM: a Kafka broker, a ledger node, every organization's service, the",
            "validator and the dashboard. Everything is kept in one directory; start there again and it goes on.",
            "Stop it with Ctrl-C. After a crash or a kill nothing that was acknowledged is lost."
        },
        footer = {
            "  countersign up",
            "  countersign up --dir data --port 18080",
            "  countersign up --consortium agreement.json --free-ports"
        },
        exitCodeList = {"0:stopped as asked", "2:wrong usage", "3:could not start, such as when a port is taken"})
public final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Countersign parent;

    @Mixin
    private DirectoryOption directory;

    @Option(
            names = "--consortium",
            paramLabel = "FILE",
            description = {
                "what the founders agree on, for the first start (JSON: id, founders, sections, seal, lanes, ledger);",
                "default: two hospitals, a clinic, a billing office and an insurer"
            })
    private Path agreement;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "of the dashboard; the organizations' services follow (default: " + LaptopPorts.DASHBOARD + ")")
    private int port = LaptopPorts.DASHBOARD;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "of the broker (default: " + LaptopPorts.KAFKA + ")")
    private int kafkaPort = LaptopPorts.KAFKA;

    @Option(
            names = "--ledger-port",
            paramLabel = "PORT",
            description = "of the ledger; its event stream has the next one (default: " + LaptopPorts.LEDGER + ")")
    private int ledgerPort = LaptopPorts.LEDGER;

    @Option(names = "--free-ports", description = "take any free ports instead")
    private boolean freePorts;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        ConsortiumFiles files = directory.files();
        LogFile.to(files.log(), parent.verbose());
        LaptopPorts ports = freePorts ? LaptopPorts.free() : new LaptopPorts(port, kafkaPort, ledgerPort);
        Agreement founders = agreement == null ? Agreement.laptop() : AgreementFile.read(agreement);
        Stop stop = new Stop();
        try (Laptop laptop = Starting.start(console, new LaptopSettings(files, ports, founders))) {
            Welcome.lines(laptop.running()).forEach(console::line);
            stop.await();
            console.note("stopping");
        } finally {
            stop.done();
        }
        return Exit.OK;
    }
}
