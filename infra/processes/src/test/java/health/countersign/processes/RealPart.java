package health.countersign.processes;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a test needs of the machine: without it the test is skipped and says so; where all is required it fails. */
public final class RealPart {
    /** Set to {@code true} where every real part must be there, as in CI. */
    public static final String REQUIRED = "REQUIRE_REAL_PARTS";

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private RealPart() {}

    /**
     * Goes on only if nothing is missing.
     *
     * @param missing a sentence that says what is missing and how to get it
     */
    public static void require(Optional<String> missing) {
        missing.ifPresent(RealPart::without);
    }

    /** Goes on with the part, if the machine has what it takes. */
    public static <T> T require(Supplier<T> part) {
        try {
            return part.get();
        } catch (MissingProgramException missing) {
            without(missing.getMessage());
            throw missing;
        }
    }

    private static void without(String sentence) {
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            fail(sentence);
        }
        if (TOLD.add(sentence)) {
            System.out.println("LEFT OUT: " + sentence);
        }
        abort(sentence);
    }
}
