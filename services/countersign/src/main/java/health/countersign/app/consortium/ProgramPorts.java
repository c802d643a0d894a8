package health.countersign.app.consortium;

/**
 * The ports of the programs of a consortium on one machine. Each kind of program has a hundred of its own, and the n-th
 * organization the n-th of them.
 *
 * @param base of the first organization's service
 */
public record ProgramPorts(int base) {
    public static final int USUAL = 8081;

    private static final int KIND = 100;
    private static final int MANAGEMENT = 1_000;
    private static final int LARGEST = 65_535;

    public ProgramPorts {
        if (base < 1 || base + MANAGEMENT + 3 * KIND > LARGEST) {
            throw new IllegalArgumentException(
                    "the first port must be between 1 and " + (LARGEST - MANAGEMENT - 3 * KIND));
        }
    }

    /** Where a program serves people; validators serve nobody. */
    public int api(ProgramKind kind, int organization) {
        return base + kind.block() * KIND + organization;
    }

    /** Where a program serves its operator. */
    public int management(ProgramKind kind, int organization) {
        return api(kind, organization) + MANAGEMENT;
    }
}
