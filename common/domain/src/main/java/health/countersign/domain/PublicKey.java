package health.countersign.domain;

import java.util.Base64;

/** A raw 32-byte Ed25519 or X25519 public key, written as base64url without padding (43 characters). */
public record PublicKey(String base64) implements Comparable<PublicKey> {
    public PublicKey {
        Base64Url.require(base64, 32, "a public key");
    }

    public static PublicKey of(byte[] bytes) {
        return new PublicKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public byte[] bytes() {
        return Base64Url.decode(base64);
    }

    @Override
    public int compareTo(PublicKey other) {
        return base64.compareTo(other.base64);
    }

    @Override
    public String toString() {
        return base64;
    }
}
