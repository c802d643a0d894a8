package health.countersign.domain;

/** Checks Ed25519 signatures (RFC 8032, cofactorless, canonical S); the domain itself holds no cryptography. */
@FunctionalInterface
public interface SignatureVerifier {
    boolean verifies(PublicKey key, byte[] message, Signature signature);
}
