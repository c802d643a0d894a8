package health.countersign.domain;

/** A change waiting for its quorum: the header and its author's signature over it. */
public record Proposal(ChangeId id, Header header, Signature signature) {
    public Proposal {
        if (!id.equals(ChangeId.of(header))) {
            throw new IllegalArgumentException("a change id is the hash of its header");
        }
    }

    public Proposal(Header header, Signature signature) {
        this(ChangeId.of(header), header, signature);
    }

    /** The bytes that the author signs. */
    public static byte[] signedBytes(Header header) {
        return Statement.PROPOSAL.bytes(header.tree());
    }
}
