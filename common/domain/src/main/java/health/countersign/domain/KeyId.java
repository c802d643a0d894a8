package health.countersign.domain;

/** The id of a section key or index key: the SHA-256 of the key, 64 lower-case hex digits. */
public record KeyId(String hex) implements Comparable<KeyId> {
    public KeyId {
        Hex.require(hex, 32, "a key id");
    }

    /** The id of this 32-byte symmetric key. */
    public static KeyId of(byte[] key) {
        return new KeyId(Digest.of(key).hex());
    }

    @Override
    public int compareTo(KeyId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
