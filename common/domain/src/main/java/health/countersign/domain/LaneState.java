package health.countersign.domain;

import java.util.Optional;

/** What the ledger says of one lane up to its head: all that sealing and verifying need to know of the past. */
public interface LaneState {
    int lane();

    /** Id of the transaction whose output is unspent, 64 lower-case hex digits. */
    String head();

    /** Position of the head; 0 for the genesis. */
    long seq();

    boolean committed(ChangeId change);

    /** The change that made the current version of what this key stands for on this card. */
    Optional<ChangeId> current(CardId card, TouchKey key);

    /** The parties of a card; empty if it is not open. */
    Optional<Parties> parties(CardId card);
}
