package health.countersign.app.console;

/** Exit codes, the same for every command. */
public final class Exit {
    public static final int OK = 0;
    /** What was asked about is not so: a lane does not verify, a change was refused, an attack had its way. */
    public static final int NO = 1;

    public static final int USAGE = 2;
    /** Something could not be started or reached. */
    public static final int UNREACHABLE = 3;
    /** It took longer than the caller wanted to wait; it may still happen. */
    public static final int NOT_YET = 4;
    /** A fault of this program. */
    public static final int BROKEN = 70;

    private Exit() {}
}
