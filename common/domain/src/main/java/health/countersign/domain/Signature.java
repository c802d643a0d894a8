package health.countersign.domain;

import java.util.Base64;

/** An Ed25519 signature (RFC 8032): 64 bytes, written as base64url without padding (86 characters). */
public record Signature(String base64) {
    public Signature {
        Base64Url.require(base64, 64, "a signature");
    }

    public static Signature of(byte[] bytes) {
        return new Signature(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public byte[] bytes() {
        return Base64Url.decode(base64);
    }

    @Override
    public String toString() {
        return base64;
    }
}
