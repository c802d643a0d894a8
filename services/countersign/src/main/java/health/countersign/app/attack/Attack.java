package health.countersign.app.attack;

/** One way to cheat; blocks while it is tried. */
public interface Attack {
    /** What it is called. */
    String name();

    /** What the attacker does. */
    String does();

    /** What must happen. */
    String mustHappen();

    /**
     * Tries it.
     *
     * @return what was seen; one that shows no effect within a bounded time has not been held off
     * @throws Exception if it could not be carried out, which counts as not held off
     */
    Result run(Arena arena) throws Exception;

    /**
     * How it went.
     *
     * @param held whether it was refused or flagged as it must be
     * @param reason what was seen
     */
    record Result(boolean held, String reason) {
        static Result held(String reason) {
            return new Result(true, reason);
        }

        static Result succeeded(String reason) {
            return new Result(false, reason);
        }
    }
}
