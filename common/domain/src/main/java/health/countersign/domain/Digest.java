package health.countersign.domain;

/** A SHA-256 digest: 64 lower-case hex digits. */
public record Digest(String hex) {
    public Digest {
        Hex.require(hex, 32, "a digest");
    }

    /** The SHA-256 of the parts, one after the other. */
    public static Digest of(byte[]... parts) {
        return ofBytes(Sha256.of(parts));
    }

    public static Digest ofBytes(byte[] digest) {
        return new Digest(Hex.of(digest));
    }

    public byte[] bytes() {
        return Hex.bytes(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
