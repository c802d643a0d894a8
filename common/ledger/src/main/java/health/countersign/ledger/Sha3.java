package health.countersign.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA3-256, the ledger's hash. */
final class Sha3 {
    private Sha3() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA3-256");
        } catch (NoSuchAlgorithmException incomplete) {
            throw new IllegalStateException("this Java has no SHA3-256", incomplete);
        }
    }

    static String hex(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
