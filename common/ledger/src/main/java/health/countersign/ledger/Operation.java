package health.countersign.ledger;

/** What a transaction does: make an asset, or hand it on. */
public enum Operation {
    CREATE,
    TRANSFER
}
