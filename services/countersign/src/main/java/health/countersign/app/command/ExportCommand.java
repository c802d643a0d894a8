package health.countersign.app.command;

import health.countersign.app.client.Api;
import health.countersign.app.client.RefusedException;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.console.Progress;
import health.countersign.app.proof.CardContents;
import health.countersign.app.proof.PackDraft;
import health.countersign.app.proof.PackExport;
import health.countersign.app.verify.LedgerWalk;
import health.countersign.domain.CardId;
import health.countersign.domain.Consortium;
import health.countersign.domain.MalformedException;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.LedgerException;
import health.countersign.ledger.tendermint.TendermintNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign export}: a pack, which a machine without network can verify. */
@Command(
        name = "export",
        description = {
            "Writes a pack: all lanes from a ledger's API, the consortium file, and the contents of the named cards as",
            "far as an organization may read them. It can be verified without network, by 'verify --pack' or by",
            "infra/verify/Verify.java. Contents stand in it in clear: keep it as you keep medical records."
        },
        footer = {
            "  countersign export --tendermint http://127.0.0.1:26657 --out cards.zip",
            "  countersign export --card 6f1c2f0e-… --out cards.zip",
            "  countersign export --out lanes.zip                          no contents, all signatures",
            "  countersign export --card 6f1c2f0e-… --as insurer --out claim.zip"
        },
        exitCodeList = {
            "0:the pack is written",
            "1:there is no such card for this organization, or the ledger holds nothing of the consortium",
            "2:wrong usage, or the file cannot be written",
            "3:the service or the ledger cannot be reached"
        })
public final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CallerOptions caller;

    @Mixin
    private LedgerOptions options;

    @Option(names = "--card", paramLabel = "ID", description = "a card whose contents go along; may be given again")
    private List<String> cards = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "countersign-pack.zip",
            description = "where to write the pack (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(
            names = "--tendermint",
            paramLabel = "URL",
            description = {
                "Tendermint's RPC on a node of the ledger, usually port 26657: with it the pack proves that the nodes",
                "committed each transaction. Needed where the consortium file names the ledger's chain"
            })
    private URI tendermint;

    @Override
    public Integer call() throws Exception {
        NavigableSet<CardId> wanted = wanted();
        Consortium consortium = options.consortium(caller.directory(), Ed25519.preferred());
        byte[] file = options.bytes(caller.directory());
        URI api = options.ledger(caller.directory());
        checkChain(consortium);
        Path folder = out.toAbsolutePath().getParent();
        if (Files.isDirectory(out) || !Files.isDirectory(folder)) {
            throw CommandFailure.usage("%s cannot be written: name a file in a directory that is there".formatted(out));
        }
        Vertx vertx = Vertx.vertx();
        try (PackDraft draft = new PackDraft(out, consortium.lanes().size())) {
            PackExport export = new PackExport(draft);
            contents(vertx, export, wanted);
            lanes(vertx, export, consortium, api);
            draft.finish(file);
        } catch (IOException unwritable) {
            throw new CommandFailure(Exit.USAGE, "%s cannot be written".formatted(out), unwritable);
        } finally {
            vertx.close().await();
        }
        Console.of(spec).line("%s: %,d bytes".formatted(out, Files.size(out)));
        return Exit.OK;
    }

    private void checkChain(Consortium consortium) {
        if (tendermint != null && consortium.chain().isEmpty()) {
            throw CommandFailure.usage("--tendermint: the consortium file names no chain to prove anything by");
        }
        if (tendermint == null && consortium.chain().isPresent()) {
            Console.of(spec)
                    .note("without --tendermint the pack has no proof that the ledger's nodes committed what it holds,"
                            + " and will not be verified");
        }
    }

    private NavigableSet<CardId> wanted() {
        NavigableSet<CardId> wanted = new TreeSet<>();
        for (String card : cards) {
            try {
                wanted.add(new CardId(card));
            } catch (IllegalArgumentException none) {
                throw new CommandFailure(Exit.USAGE, card + " is no id of a card", none);
            }
        }
        return wanted;
    }

    /** Before the lanes are read: then no content can be of a change that is on the ledger and not in the pack. */
    private void contents(Vertx vertx, PackExport export, NavigableSet<CardId> wanted) throws IOException {
        if (wanted.isEmpty()) {
            return;
        }
        Console console = Console.of(spec);
        URI service = caller.service();
        CardContents contents = new CardContents(Api.of(vertx, service, caller.token()));
        try (Progress progress = console.progress("open cards", wanted.size())) {
            for (CardId card : wanted) {
                CardContents.Opened opened = CallerOptions.reached(service, () -> contents.open(card));
                export.card(card, opened.contents());
                console.line("card %s: %,d contents, %,d closed to this organization"
                        .formatted(card, opened.contents().size(), opened.closed()));
                progress.step();
            }
        } catch (RefusedException refused) {
            throw new CommandFailure(Exit.NO, refused.getMessage(), refused);
        } catch (MalformedException other) {
            throw CommandFailure.unreachable(
                    "%s answers what no service of ours does: %s".formatted(service, other.getMessage()), other);
        }
    }

    private void lanes(Vertx vertx, PackExport export, Consortium consortium, URI api) throws IOException {
        BigchainDbLedger ledger = LedgerOptions.open(vertx, api);
        try {
            if (tendermint != null) {
                export.proofs(new TendermintNode(vertx, tendermint));
            }
            LedgerWalk.Range range = new LedgerWalk(ledger)
                    .range(consortium.lanes())
                    .await()
                    .orElseThrow(() -> new CommandFailure(
                            Exit.NO, "the ledger at %s holds none of the consortium's lanes".formatted(api)));
            try (Progress progress = Console.of(spec).progress("read blocks", range.blocks())) {
                long transactions = export.lanes(consortium.lanes(), ledger, range, progress::at);
                Console.of(spec)
                        .line("%,d lanes: %,d transactions"
                                .formatted(consortium.lanes().size(), transactions));
            }
        } catch (LedgerException unreachable) {
            throw CommandFailure.unreachable(
                    "the ledger at %s cannot be read: %s".formatted(api, unreachable.getMessage()), unreachable);
        } finally {
            ledger.close();
        }
    }
}
