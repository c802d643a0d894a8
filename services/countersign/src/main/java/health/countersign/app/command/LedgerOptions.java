package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Exit;
import health.countersign.domain.Consortium;
import health.countersign.domain.MalformedException;
import health.countersign.domain.SignatureVerifier;
import health.countersign.json.MalformedJsonException;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.member.keys.ConsortiumFile;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --consortium}, {@code --ledger}: whose lanes on which ledger, where it is not {@code --dir} that says so. */
public final class LedgerOptions {
    @Option(names = "--consortium", paramLabel = "FILE", description = "the consortium file, if not that of --dir")
    private Path consortium;

    @Option(names = "--ledger", paramLabel = "URL", description = "a ledger node's API, if not that of --dir")
    private URI ledger;

    boolean namesConsortium() {
        return consortium != null;
    }

    boolean namesLedger() {
        return ledger != null;
    }

    /** The consortium, checked; a file that is none ends the command. */
    Consortium consortium(DirectoryOption directory, SignatureVerifier signatures) {
        Path file = file(directory);
        try {
            return ConsortiumFile.of(bytes(directory), signatures);
        } catch (MalformedException | MalformedJsonException | IllegalArgumentException damaged) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "%s is no consortium file to start from: %s".formatted(file, damaged.getMessage()),
                    damaged);
        }
    }

    /** The consortium file as it is. */
    byte[] bytes(DirectoryOption directory) {
        Path file = file(directory);
        try {
            return Files.readAllBytes(file);
        } catch (IOException missing) {
            throw new CommandFailure(Exit.USAGE, "cannot read the consortium file " + file, missing);
        }
    }

    /** Where the ledger is. */
    URI ledger(DirectoryOption directory) {
        return ledger == null ? directory.addresses().ledger() : ledger;
    }

    /** The ledger at an address, for reading. */
    static BigchainDbLedger open(Vertx vertx, URI api) {
        return new BigchainDbLedger(vertx, BigchainDbSettings.of(new BigchainDbSettings.Node(api, api)));
    }

    private Path file(DirectoryOption directory) {
        return consortium == null ? directory.files().consortium() : consortium;
    }
}
