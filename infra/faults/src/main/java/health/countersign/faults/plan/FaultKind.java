package health.countersign.faults.plan;

/** What can be done to a running consortium. */
public enum FaultKind {
    /** SIGKILL of an organization's service, and later a restart; its other copy goes on. */
    KILL_SERVICE,
    KILL_VALIDATOR,
    KILL_NOTIFICATION,
    KILL_BROKER,
    KILL_LEDGER,
    /** An organization's disk has no room left. */
    DISK_FULL,
    /** SIGSTOP, and later SIGCONT: it holds what it holds, and wakes up in another time. */
    PAUSE_SERVICE,
    PAUSE_VALIDATOR,
    PAUSE_BROKER,
    PAUSE_LEDGER,
    /** All processes but broker and ledger at once. */
    KILL_EVERYBODY,
    /** Halted where it would hurt most, see {@link health.countersign.faults.agent.KillPoint}. */
    KILL_AT_POINT,
    /** A program's clock goes up to two hours wrong. */
    CLOCK_JUMP,
    LEDGER_ERRORS,
    LEDGER_SILENT,
    LEDGER_AWAY,
    /** The ledger's event stream is cut and refused. */
    LEDGER_STREAM_CUT,
    LOG_DELAY,
    LOG_CUT,
    LOG_HALF_CLOSE,
    /** Records of every topic of the flow are appended again, as they are. */
    DUPLICATES,
    /** Junk in every topic. */
    POISON
}
