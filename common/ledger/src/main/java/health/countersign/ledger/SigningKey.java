package health.countersign.ledger;

import health.countersign.domain.PublicKey;
import health.countersign.domain.Signature;

/** A private Ed25519 key that signs and never shows itself. Safe for several threads. */
public final class SigningKey {
    private final PublicKey publicKey;
    private final SignaturePool signatures;

    SigningKey(PublicKey publicKey, SignaturePool signatures) {
        this.publicKey = publicKey;
        this.signatures = signatures;
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    public Signature sign(byte[] message) {
        return Signature.of(signatures.with(signature -> {
            signature.update(message);
            return signature.sign();
        }));
    }

    @Override
    public String toString() {
        return "the private key of " + publicKey;
    }
}
