package health.countersign.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A test without a defect and with it.
 *
 * @param reached how often the planted code was run
 */
record Trial(NestedRun sound, NestedRun spoilt, int reached) {
    static Trial of(Defect defect, String test) throws ClassNotFoundException, IOException {
        NestedRun sound = NestedRun.of(test);
        try (Planted planted = Planted.plant(defect)) {
            NestedRun spoilt = NestedRun.of(test);
            return new Trial(sound, spoilt, planted.reached());
        }
    }

    void assertCaught() {
        assertThat(sound.failures()).as("without the defect").isEmpty();
        assertThat(sound.tests()).as("tests that ran").isPositive().isEqualTo(spoilt.tests());
        assertThat(reached).as("how often the planted code was run").isPositive();
        assertThat(spoilt.failures()).as("with the defect").isNotEmpty().allSatisfy(Trial::assertVerdict);
    }

    /** What was expected is not so, or never came; a test that breaks in another way is lucky. */
    private static void assertVerdict(Throwable failure) {
        assertThat(failure).isInstanceOfAny(AssertionError.class, ConditionTimeoutException.class);
        if (failure instanceof AssertionError) {
            assertThat(failure).hasNoCause();
        }
    }
}
