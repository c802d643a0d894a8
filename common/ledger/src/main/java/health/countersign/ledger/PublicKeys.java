package health.countersign.ledger;

import health.countersign.domain.PublicKey;

/** Full validation of Ed25519 public keys, once, where a key is enrolled (ledger and verifiers then agree on it). */
public final class PublicKeys {
    private PublicKeys() {}

    /** Whether it is the canonical encoding of a point of the curve that generates the prime-order group. */
    public static boolean isValid(PublicKey key) {
        return org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(key.bytes(), 0);
    }

    /**
     * Passes a valid key.
     *
     * @throws IllegalArgumentException for any other
     */
    public static PublicKey validate(PublicKey key) {
        if (!isValid(key)) {
            throw new IllegalArgumentException(
                    "the Ed25519 public key is not canonical, not on the curve, or not of prime order");
        }
        return key;
    }
}
