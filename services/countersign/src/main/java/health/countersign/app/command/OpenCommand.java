package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.consortium.Backbone;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.Founding;
import health.countersign.app.consortium.LaneOpening;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Transaction;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code countersign consortium open}. */
@Command(
        name = "open",
        description = {
            "Puts the first transaction of every lane on the ledger. They are signed already, so this needs no key,",
            "and doing it again changes nothing."
        },
        footer = "  countersign consortium open data --ledger http://127.0.0.1:9984",
        exitCodeList = {"0:the ledger holds all of them", "2:wrong usage", "3:the ledger cannot be reached in time"})
final class OpenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the directory that 'consortium init' made, or genesis.json itself")
    private Path directory;

    @Mixin
    private BackboneOptions backbone;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "how long the ledger may take (default: ${DEFAULT-VALUE})")
    private int patience;

    @Override
    public Integer call() throws Exception {
        List<Transaction> genesis = genesis();
        List<BigchainDbSettings.Node> nodes =
                backbone.backbone().ledger().stream().map(OpenCommand::node).toList();
        Vertx vertx = Vertx.vertx();
        BigchainDbLedger ledger =
                new BigchainDbLedger(vertx, new BigchainDbSettings(nodes, BigchainDbSettings.USUAL_TIMEOUT));
        try {
            new LaneOpening(vertx, ledger).open(genesis).await(patience, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw CommandFailure.unreachable(
                    "the ledger does not hold all lanes after %d s; ask again".formatted(patience), late);
        } finally {
            ledger.close();
            vertx.close().await();
        }
        Console.of(spec).line("%d lanes are open".formatted(genesis.size()));
        return Exit.OK;
    }

    private List<Transaction> genesis() {
        Path file = directory.endsWith("genesis.json") ? directory : new ConsortiumFiles(directory).genesis();
        try {
            return Founding.genesis(file);
        } catch (IOException missing) {
            throw CommandFailure.unreachable(
                    "there is no consortium in %s: run 'countersign consortium init' first".formatted(directory),
                    missing);
        }
    }

    private static BigchainDbSettings.Node node(Backbone.LedgerAddress address) {
        return new BigchainDbSettings.Node(address.api(), address.stream());
    }
}
