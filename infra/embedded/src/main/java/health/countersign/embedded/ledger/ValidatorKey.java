package health.countersign.embedded.ledger;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A public key that names this node in the validator set. Nothing is signed with it: its private half is not kept. */
final class ValidatorKey {
    private static final int KEY_BYTES = 32;

    private ValidatorKey() {}

    /** A new one, in base 64. */
    static String create() {
        try {
            byte[] encoded = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            return Base64.getEncoder()
                    .encodeToString(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }
}
