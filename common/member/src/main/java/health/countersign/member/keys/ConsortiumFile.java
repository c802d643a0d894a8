package health.countersign.member.keys;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Consortium;
import health.countersign.domain.MalformedException;
import health.countersign.domain.Organization;
import health.countersign.domain.SignatureVerifier;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import health.countersign.ledger.PublicKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that every organization and every auditor starts from: document, lanes and all members' signatures. */
public final class ConsortiumFile {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(4_000_000);

    private ConsortiumFile() {}

    /**
     * Reads the file, validates every key in it fully and checks that every member signed.
     *
     * @throws MalformedException if anything of that fails
     */
    public static Consortium read(Path file, SignatureVerifier verifier) throws IOException {
        return of(Files.readAllBytes(file), verifier);
    }

    /**
     * The same from the file's bytes.
     *
     * @throws MalformedException if anything of that fails
     */
    public static Consortium of(byte[] json, SignatureVerifier verifier) {
        Consortium consortium = Consortium.of(StrictJson.read(json, LIMITS));
        for (Organization organization : consortium.document().organizations()) {
            Organization.Keys keys = organization.keys();
            if (!PublicKeys.isValid(keys.approval())
                    || !PublicKeys.isValid(keys.seal())
                    || !PublicKeys.isValid(keys.recovery())) {
                throw new MalformedException(
                        "/document/organizations", "a key of " + organization.id() + " is invalid");
            }
        }
        consortium.chain().stream()
                .flatMap(chain -> chain.validators().stream())
                .filter(validator -> !PublicKeys.isValid(validator.key()))
                .forEach(validator -> {
                    throw new MalformedException("/ledger/validators", "a validator's key is invalid");
                });
        if (!consortium.signedByAll(verifier)) {
            throw new MalformedException("/signatures", "not every member signed document and lanes");
        }
        return consortium;
    }

    /** Writes the file whole or not at all. */
    public static void write(Path file, Consortium consortium) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, CanonicalJson.bytes(consortium.tree()));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
