package health.countersign.domain;

/**
 * The identity of a change, and the version of every entry that it makes: SHA-256 over the canonical header, always
 * recomputed, never read. 64 lower-case hex digits.
 */
public record ChangeId(String hex) implements Comparable<ChangeId> {
    public ChangeId {
        Hex.require(hex, 32, "a change id");
    }

    /** The id of the change that this header describes. */
    public static ChangeId of(Header header) {
        return new ChangeId(Digest.of(Statement.CHANGE.bytes(header.tree())).hex());
    }

    @Override
    public int compareTo(ChangeId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
