package health.countersign.app.consortium;

/** What an organization runs. */
public enum ProgramKind {
    /** Its own service: medical, billing or insurance. */
    SERVICE(0),
    NOTIFICATION(1),
    VALIDATOR(2);

    private final int block;

    ProgramKind(int block) {
        this.block = block;
    }

    /** Which block of ports its programs have on one machine. */
    int block() {
        return block;
    }
}
