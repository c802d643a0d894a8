package health.countersign.member.store;

/** What a commit of the store survives. */
public enum Durability {
    /** The machine losing its power: each group of work is forced to disk. */
    FULL,
    /**
     * The process being killed; after a power failure the latest work may be gone and comes again from log and
     * ledger.
     */
    PROCESS
}
