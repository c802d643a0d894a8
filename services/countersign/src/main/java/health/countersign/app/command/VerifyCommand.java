package health.countersign.app.command;

import health.countersign.app.client.Blocking;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.console.Progress;
import health.countersign.app.proof.MalformedPackException;
import health.countersign.app.proof.Pack;
import health.countersign.app.proof.PackAudit;
import health.countersign.app.proof.PackReport;
import health.countersign.app.verify.LedgerAudit;
import health.countersign.app.verify.LedgerReport;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Consortium;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.LedgerException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign verify}: judges every lane from a ledger or a pack and the consortium file, and nothing else. */
@Command(
        name = "verify",
        description = {
            "Judges every lane from a ledger's API and the consortium file alone: genesis, chain, seals, and every",
            "change's author, approvals, policy and base versions. No service is asked and no key is needed.",
            "With --pack it judges what 'export' wrote, contents included, without any network."
        },
        footer = {
            "  countersign verify",
            "  countersign verify --consortium consortium.json --ledger http://localhost:9984",
            "  countersign verify --pack cards.zip --consortium consortium.json"
        },
        exitCodeList = {
            "0:every transaction, every change and every content stands",
            "1:something does not stand; it is named",
            "2:wrong usage, a consortium file that not all members signed, or a file that is no pack",
            "3:the ledger cannot be reached"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DirectoryOption directory;

    @Mixin
    private LedgerOptions options;

    @Option(names = "--pack", paramLabel = "FILE", description = "judge this pack; --consortium says whose it must be")
    private Path pack;

    @Option(names = "--json", description = "print the verdict as one line of JSON")
    private boolean json;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Ed25519 ed25519 = Ed25519.preferred();
        if (pack == null) {
            LedgerReport report = ofLedger(console, ed25519);
            return say(console, report.stands(), report.lines(), report.tree());
        }
        if (options.namesLedger()) {
            throw CommandFailure.usage("--pack and --ledger are two things to verify: give one of them");
        }
        PackReport report = ofPack(console, ed25519);
        return say(console, report.stands(), report.lines(), report.tree());
    }

    private int say(Console console, boolean stands, Iterable<String> lines, Map<String, Object> tree) {
        if (json) {
            console.line(CanonicalJson.text(tree));
        } else {
            lines.forEach(console::line);
        }
        return stands ? Exit.OK : Exit.NO;
    }

    private LedgerReport ofLedger(Console console, Ed25519 ed25519) {
        Consortium consortium = options.consortium(directory, ed25519);
        URI api = options.ledger(directory);
        try (Stages stages = new Stages(console)) {
            return Blocking.run(vertx -> audit(vertx, consortium, api, ed25519, stages));
        } catch (LedgerException unreachable) {
            throw CommandFailure.unreachable(
                    "the ledger at %s cannot be read: %s".formatted(api, unreachable.getMessage()), unreachable);
        }
    }

    private static Future<LedgerReport> audit(
            Vertx vertx, Consortium consortium, URI api, Ed25519 ed25519, Consumer<LedgerAudit.Stage> progress) {
        BigchainDbLedger ledger = LedgerOptions.open(vertx, api);
        return new LedgerAudit(vertx, consortium, ledger, ed25519).run(progress).onComplete(done -> ledger.close());
    }

    private PackReport ofPack(Console console, Ed25519 ed25519) {
        Optional<Consortium> trusted =
                options.namesConsortium() ? Optional.of(options.consortium(directory, ed25519)) : Optional.empty();
        try (Pack opened = Pack.open(pack);
                Progress progress = console.progress("judge transactions", 0)) {
            return new PackAudit(opened, ed25519).run(trusted, progress::step);
        } catch (MalformedPackException none) {
            throw new CommandFailure(Exit.USAGE, "%s is no pack: %s".formatted(pack, none.getMessage()), none);
        } catch (IOException unreadable) {
            throw new CommandFailure(Exit.USAGE, "%s cannot be read".formatted(pack), unreadable);
        }
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
