package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.consortium.AgreementFile;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.OrganizationFolder;
import health.countersign.app.consortium.PostgresBackbone;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.domain.LedgerChain;
import health.countersign.ledger.tendermint.TendermintNode;
import health.countersign.member.keys.Agreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code countersign consortium init}. */
@Command(
        name = "init",
        description = {
            "Makes a directory with everything that the programs of a consortium need: the signed consortium document,",
            "the lanes' first transactions, and a folder for each organization with its keys and the settings of its",
            "programs. Each folder can be moved to the organization's own machine. Called again it keeps document and",
            "keys, and writes the settings anew."
        },
        footer = {
            "  countersign consortium init data",
            "  countersign consortium init data --consortium agreement.json --kafka k1:9092,k2:9092"
        },
        exitCodeList = {"0:done", "2:wrong usage, or no agreement", "3:files cannot be written"})
final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "where to make it")
    private Path directory;

    @Option(
            names = "--consortium",
            paramLabel = "FILE",
            description = {
                "what the founders agree on (JSON: id, founders, sections, seal, lanes, ledger);",
                "default: two hospitals, a clinic, a billing office and an insurer"
            })
    private Path agreement;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = {
                "of the first organization's service; the others' follow, notification is 100 above, management 1000",
                "(default: " + ProgramPorts.USUAL + ")"
            })
    private int port = ProgramPorts.USUAL;

    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description = {
                "keep views on this server, jdbc:postgresql://HOST:PORT, each in a database of its own;",
                "DIR/postgres.sql makes roles and databases (default: in files)"
            })
    private String postgres;

    @Option(
            names = "--chain",
            paramLabel = "FILE",
            description = {
                "Tendermint's genesis.json of the ledger: all members sign the chain and validators in it, and packs",
                "then need their proof of each transaction (default: none, as on the embedded ledger)"
            })
    private Path chain;

    @Mixin
    private BackboneOptions backbone;

    @Override
    public Integer call() {
        Agreement founders = agreement == null ? Agreement.laptop() : AgreementFile.read(agreement);
        ConsortiumFiles files = new ConsortiumFiles(directory);
        Console console = Console.of(spec);
        try {
            ConsortiumFolder folder = ConsortiumFolder.make(files, founders, chain());
            write(folder, ProgramPorts.from(port));
            folder.organizations().forEach(organization -> tell(console, organization));
            console.line("");
            console.line("recovery keys are in %s: take them offline".formatted(files.offline()));
            console.line(
                    "next: start Kafka and the ledger, then 'countersign consortium open %s'".formatted(directory));
        } catch (IOException unwritable) {
            throw CommandFailure.unreachable(
                    "the consortium cannot be written: " + unwritable.getMessage(), unwritable);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailure(Exit.USAGE, unusable.getMessage(), unusable);
        }
        return Exit.OK;
    }

    private Optional<LedgerChain> chain() {
        if (chain == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(TendermintNode.chain(Files.readAllBytes(chain)));
        } catch (IOException | RuntimeException none) {
            throw new CommandFailure(Exit.USAGE, chain + " is no genesis.json of Tendermint", none);
        }
    }

    private void write(ConsortiumFolder folder, ProgramPorts ports) throws IOException {
        if (postgres == null) {
            folder.write(backbone.backbone(), ports);
            return;
        }
        PostgresBackbone views = new PostgresBackbone(backbone.backbone(), postgres);
        folder.write(views, ports);
        views.writeScript(folder, directory.resolve("postgres.sql"));
    }

    private static void tell(Console console, OrganizationFolder organization) {
        console.line("%s (%s)".formatted(organization.organization().name(), organization.service()));
        for (ProgramKind kind : ProgramKind.values()) {
            console.line("  countersign run %-12s --settings %s"
                    .formatted(organization.program(kind), organization.settings(kind)));
        }
    }
}
