package health.countersign.member.keys;

import health.countersign.domain.Base64Url;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Fields;
import health.countersign.domain.MalformedException;
import health.countersign.domain.Organization;
import health.countersign.domain.PublicKey;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.ledger.Ed25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The files with an organization's private keys: one for each use, readable by their owner only, in a directory that
 * nobody else may enter.
 */
public final class KeyDirectory {
    /** What a key is for; each use has a key and a file of its own. */
    public enum Use {
        APPROVAL,
        SEAL,
        RECOVERY,
        WRAPPING;

        private String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String algorithm() {
            return this == WRAPPING ? "X25519" : "Ed25519";
        }
    }

    private final Path directory;
    private final Ed25519 ed25519;

    public KeyDirectory(Path directory, Ed25519 ed25519) {
        this.directory = directory;
        this.ed25519 = ed25519;
    }

    /**
     * Makes all four keys; the recovery key goes to another directory, from where it should be taken offline.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is a key already; keys are never overwritten
     */
    public Organization.Keys generate(Path offline) throws IOException {
        PrivateFiles.makeDirectory(directory);
        PrivateFiles.makeDirectory(offline);
        return new Organization.Keys(
                generate(Use.APPROVAL),
                generate(Use.SEAL),
                new KeyDirectory(offline, ed25519).generate(Use.RECOVERY),
                generate(Use.WRAPPING));
    }

    /**
     * The keys that services use.
     *
     * @throws MalformedException if a file is not what it must be, or is open to others
     */
    public OrganizationKeys read() throws IOException {
        return new OrganizationKeys(
                ed25519.signingKey(secret(Use.APPROVAL)),
                ed25519.signingKey(secret(Use.SEAL)),
                WrappingKey.of(secret(Use.WRAPPING)));
    }

    /** The 32 private bytes of a key. */
    public byte[] secret(Use use) throws IOException {
        Path file = file(use);
        PrivateFiles.requirePrivate(file);
        try {
            Fields fields = Fields.of(StrictJson.read(Files.readAllBytes(file), JsonLimits.ofBytes(4_096)));
            fields.constant("v", 1L);
            fields.constant("use", use.wire());
            fields.constant("algorithm", use.algorithm());
            byte[] secret = fields.value("private", Base64Url::decode);
            fields.constant("public", publicKey(use, secret).base64());
            fields.end();
            return secret;
        } catch (MalformedException | MalformedJsonException e) {
            throw new MalformedException("", "the key file " + file + " is malformed: " + e.getMessage());
        }
    }

    private PublicKey generate(Use use) throws IOException {
        byte[] secret = Ed25519.newSeed();
        PublicKey publicKey = publicKey(use, secret);
        PrivateFiles.write(
                file(use),
                CanonicalJson.bytes(Map.of(
                        "v", 1L,
                        "use", use.wire(),
                        "algorithm", use.algorithm(),
                        "private", Base64Url.encode(secret),
                        "public", publicKey.base64())));
        return publicKey;
    }

    private PublicKey publicKey(Use use, byte[] secret) {
        if (secret.length != 32) {
            throw new MalformedException("/private", "a private key has 32 bytes");
        }
        return use == Use.WRAPPING
                ? WrappingKey.of(secret).publicKey()
                : ed25519.signingKey(secret).publicKey();
    }

    private Path file(Use use) {
        return directory.resolve(use.wire() + ".key");
    }
}
