package health.countersign.faults.judge;

/** Something that must never be: which invariant, and what was found. */
public record Violation(String invariant, String what) {
    /** For people. */
    public String line() {
        return invariant + ": " + what;
    }
}
