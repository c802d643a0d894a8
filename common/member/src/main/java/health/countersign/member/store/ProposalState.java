package health.countersign.member.store;

import java.util.Locale;

/** Where a proposal stands, as this organization knows. */
public enum ProposalState {
    /** Signed here and on its way to the log. */
    SUBMITTED,
    /** In the log, waiting for its quorum. */
    PENDING,
    /** Its quorum is complete, says the validator; it still has to be sealed and committed. */
    ENDORSED,
    /** On the ledger, and it stands. */
    COMMITTED,
    REJECTED,
    EXPIRED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    static ProposalState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    public String wire() {
        return wire;
    }

    /** Whether nothing can become of it any more. */
    public boolean isFinal() {
        return this == COMMITTED || this == REJECTED || this == EXPIRED;
    }

    /** Whether others may build on it: the log or the ledger shows it, and nothing spoke against it. */
    public boolean isKnown() {
        return this == PENDING || this == ENDORSED || this == COMMITTED;
    }
}
