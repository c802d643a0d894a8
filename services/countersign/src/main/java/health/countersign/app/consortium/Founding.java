package health.countersign.app.consortium;

import health.countersign.app.console.CommandFailure;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Consortium;
import health.countersign.domain.LedgerChain;
import health.countersign.domain.MalformedException;
import health.countersign.domain.UnsatisfiablePolicyException;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.Transaction;
import health.countersign.member.keys.Agreement;
import health.countersign.member.keys.ConsortiumFile;
import health.countersign.member.keys.ConsortiumFounding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Founds the consortium of a directory once; later starts find it there. */
public final class Founding {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(16_000_000);

    private final ConsortiumFiles files;
    private final Ed25519 ed25519;
    private final ConsortiumFounding founding;

    public Founding(ConsortiumFiles files, Ed25519 ed25519) {
        this.files = files;
        this.ed25519 = ed25519;
        this.founding = new ConsortiumFounding(files.directory(), ed25519);
    }

    /**
     * The consortium of the directory, founded if it is not there.
     *
     * @throws CommandFailure if a policy of the agreement cannot be satisfied by those who agree
     */
    public Consortium consortium(Agreement agreement) throws IOException {
        Consortium consortium = Files.exists(files.consortium())
                ? ConsortiumFile.read(files.consortium(), ed25519)
                : founded(agreement);
        if (!Files.exists(files.genesis())) {
            write(founding.genesis(consortium));
        }
        return consortium;
    }

    /**
     * The consortium of the directory, all of whose members have signed that its ledger keeps this chain.
     *
     * @throws CommandFailure if they had signed another one
     */
    public Consortium onChain(Consortium consortium, LedgerChain chain) throws IOException {
        if (consortium.chain().isEmpty()) {
            return founding.onChain(consortium, chain);
        }
        if (!consortium.chain().get().equals(chain)) {
            throw CommandFailure.usage("the consortium has agreed on another chain or on other validators");
        }
        return consortium;
    }

    private Consortium founded(Agreement agreement) throws IOException {
        // Without a consortium file an earlier founding was broken off: nobody has ever used its keys.
        forget(files.organizations());
        forget(files.offline());
        try {
            return founding.found(agreement).consortium();
        } catch (UnsatisfiablePolicyException nobodyCan) {
            throw CommandFailure.usage("nothing could ever be decided by this agreement: " + nobodyCan.getMessage());
        }
    }

    /**
     * The lanes' first transactions, by lane.
     *
     * @throws IOException if there is no such file, or it is damaged
     */
    public static List<Transaction> genesis(Path file) throws IOException {
        try {
            List<?> trees = (List<?>) StrictJson.read(Files.readAllBytes(file), LIMITS);
            return trees.stream().map(tree -> Transaction.of((Object) tree)).toList();
        } catch (MalformedException | MalformedJsonException | ClassCastException damaged) {
            throw new IOException("the lanes' first transactions in " + file + " are damaged", damaged);
        }
    }

    private void write(List<Transaction> genesis) throws IOException {
        Path draft = files.genesis().resolveSibling("genesis.json.new");
        Files.write(
                draft,
                CanonicalJson.bytes(genesis.stream().map(each -> tree(each)).toList()));
        Files.move(draft, files.genesis(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Object tree(Transaction transaction) {
        return StrictJson.read(transaction.bytes(), LIMITS);
    }

    private static void forget(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
