package health.countersign.ledger;

import health.countersign.domain.PublicKey;
import health.countersign.domain.Signature;
import health.countersign.domain.SignatureVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Remembers an organization's own latest verdicts, so that what it verified when it reviewed, it need not verify again
 * when it seals and when it applies. Never shared between organizations.
 */
public final class RememberingVerifier implements SignatureVerifier {
    private final SignatureVerifier verifier;
    private final Bounded<String, Boolean> verdicts;

    /** Remembers so many verdicts, at about 150 bytes each. */
    public RememberingVerifier(SignatureVerifier verifier, int most) {
        this.verifier = verifier;
        this.verdicts = new Bounded<>(most);
    }

    @Override
    public boolean verifies(PublicKey key, byte[] message, Signature signature) {
        return verdicts.get(digest(key, message, signature), question -> verifier.verifies(key, message, signature));
    }

    /** Remembers that a signature verifies which was made here, with the key itself. */
    public void know(PublicKey key, byte[] message, Signature signature) {
        verdicts.put(digest(key, message, signature), true);
    }

    private static String digest(PublicKey key, byte[] message, Signature signature) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(key.base64().getBytes(StandardCharsets.US_ASCII));
            sha256.update(signature.base64().getBytes(StandardCharsets.US_ASCII));
            sha256.update(message);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException incomplete) {
            throw new IllegalStateException("this Java has no SHA-256", incomplete);
        }
    }
}
