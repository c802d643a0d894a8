package health.countersign.app.command;

import health.countersign.app.client.Blocking;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.console.Progress;
import health.countersign.app.verify.LaneReport;
import health.countersign.app.verify.LedgerAudit;
import health.countersign.app.verify.LedgerReport;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Consortium;
import health.countersign.domain.MalformedException;
import health.countersign.json.MalformedJsonException;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.LedgerException;
import health.countersign.member.keys.ConsortiumFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign verify}: judges every lane from a ledger and the consortium file, and from nothing else. */
@Command(
        name = "verify",
        description = {
            "Judges every lane from a ledger's API and the consortium file alone: genesis, chain, seals, and every",
            "change's author, approvals, policy and base versions. No service is asked and no key is needed."
        },
        footer = {
            "  countersign verify",
            "  countersign verify --consortium consortium.json --ledger http://localhost:9984"
        },
        exitCodeList = {
            "0:every transaction and every change stands",
            "1:something does not stand; it is named",
            "2:wrong usage, or a consortium file that not all members signed",
            "3:the ledger cannot be reached"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DirectoryOption directory;

    @Option(names = "--consortium", paramLabel = "FILE", description = "the consortium file, if not that of --dir")
    private Path consortiumFile;

    @Option(names = "--ledger", paramLabel = "URL", description = "a ledger node's API, if not that of --dir")
    private URI ledger;

    @Option(names = "--json", description = "print the verdict as one line of JSON")
    private boolean json;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Ed25519 ed25519 = Ed25519.preferred();
        Consortium consortium = consortium(ed25519);
        URI api = ledger == null ? directory.addresses().ledger() : ledger;
        LedgerReport report;
        try (Stages stages = new Stages(console)) {
            report = Blocking.run(vertx -> audit(vertx, consortium, api, ed25519, stages));
        } catch (LedgerException unreachable) {
            throw CommandFailure.unreachable(
                    "the ledger at %s cannot be read: %s".formatted(api, unreachable.getMessage()), unreachable);
        }
        if (json) {
            console.line(new String(CanonicalJson.bytes(report.tree()), StandardCharsets.UTF_8));
        } else {
            print(console, report);
        }
        return report.stands() ? Exit.OK : Exit.NO;
    }

    private static Future<LedgerReport> audit(
            Vertx vertx, Consortium consortium, URI api, Ed25519 ed25519, Consumer<LedgerAudit.Stage> progress) {
        BigchainDbSettings.Node node = new BigchainDbSettings.Node(api, api);
        BigchainDbLedger ledger = new BigchainDbLedger(vertx, BigchainDbSettings.of(node));
        return new LedgerAudit(vertx, consortium, ledger, ed25519).run(progress).onComplete(done -> ledger.close());
    }

    private Consortium consortium(Ed25519 ed25519) {
        Path file = consortiumFile == null ? directory.files().consortium() : consortiumFile;
        try {
            return ConsortiumFile.read(file, ed25519);
        } catch (IOException missing) {
            throw new CommandFailure(Exit.USAGE, "cannot read the consortium file " + file, missing);
        } catch (MalformedException | MalformedJsonException damaged) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "%s is no consortium file to start from: %s".formatted(file, damaged.getMessage()),
                    damaged);
        }
    }

    private static void print(Console console, LedgerReport report) {
        for (LaneReport lane : report.lanes()) {
            console.line("lane %d: %s, %,d transactions, %,d changes"
                    .formatted(
                            lane.lane(),
                            lane.stands() ? "stands" : "DOES NOT STAND",
                            lane.transactions(),
                            lane.changes()));
            lane.flaws().forEach(flaw -> console.line("  " + flaw.line()));
        }
        if (!report.foreign().isEmpty()) {
            console.line("%,d transactions belong to no lane: anybody may write such, and nobody counts them"
                    .formatted(report.foreign().size()));
        }
        console.line(report.stands() ? "verified" : "NOT VERIFIED");
    }

    /** One progress after the other. */
    private static final class Stages implements Consumer<LedgerAudit.Stage>, AutoCloseable {
        private final Console console;
        private String name = "";
        private Progress current;

        Stages(Console console) {
            this.console = console;
        }

        @Override
        public synchronized void accept(LedgerAudit.Stage stage) {
            if (!stage.name().equals(name)) {
                close();
                name = stage.name();
                current = console.progress(name, stage.total());
            }
            current.at(stage.done());
        }

        @Override
        public synchronized void close() {
            if (current != null) {
                current.close();
            }
        }
    }
}
