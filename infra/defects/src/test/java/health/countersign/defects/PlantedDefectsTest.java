package health.countersign.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedDefectsTest {
    private static final Path README = Path.of("README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| (.+) \\| `(.+)` \\|$");

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aPlantedDefectIsCaught(Defect defect) throws Exception {
        NestedRun sound = NestedRun.of(defect.caughtBy());
        NestedRun spoilt;
        int reached;
        try (Planted planted = Planted.plant(defect)) {
            spoilt = NestedRun.of(defect.caughtBy());
            reached = Reached.times();
        }

        assertThat(sound.failures()).as("without the defect").isEmpty();
        assertThat(sound.tests()).as("tests that ran").isPositive().isEqualTo(spoilt.tests());
        assertThat(reached).as("how often the planted code was run").isPositive();
        assertThat(spoilt.failures()).as("with the defect").isNotEmpty().allSatisfy(PlantedDefectsTest::isAVerdict);
    }

    /** What was expected is not so, or never came; a test that breaks in another way is lucky. */
    private static void isAVerdict(Throwable failure) {
        assertThat(failure).isInstanceOfAny(AssertionError.class, ConditionTimeoutException.class);
        if (failure instanceof AssertionError) {
            assertThat(failure).hasNoCause();
        }
    }

    @Test
    void theReadmeListsEachDefectAndWhatCatchesIt() throws IOException {
        List<String> written = ROW.matcher(Files.readString(README))
                .results()
                .map(row -> "%s: %s; %s".formatted(row.group(1), row.group(2), row.group(3)))
                .toList();

        assertThat(written)
                .containsExactlyElementsOf(Arrays.stream(Defect.values())
                        .map(defect ->
                                "%s: %s; %s".formatted(defect.name(), defect.sentence(), defect.caughtBy()))
                        .toList());
    }
}
