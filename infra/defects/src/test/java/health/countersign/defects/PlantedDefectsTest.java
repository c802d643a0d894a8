package health.countersign.defects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedDefectsTest {
    private static final Path README = Path.of("README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| (.+) \\| `(.+)` \\|$");

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aPlantedDefectIsCaught(Defect defect) throws Exception {
        Trial.of(defect, defect.caughtBy()).assertCaught();
    }

    @Test
    void aTestThatDoesNotReachThePlantedCodeCatchesNothing() throws Exception {
        Trial trial = Trial.of(Defect.SEAL_WITHOUT_QUORUM, "domain.DecisionTest#aCompleteQuorumEndorses");

        assertThatThrownBy(trial::assertCaught).hasMessageContaining("how often the planted code was run");
    }

    @Test
    void aTestThatReachesThePlantedCodeAndStillPassesCatchesNothing() throws Exception {
        Trial trial =
                Trial.of(Defect.SEAL_WITHOUT_QUORUM, "domain.BatchCheckTest#aStaleBaseIsNamedAndTakesAlongWhatNeedsIt");

        assertThatThrownBy(trial::assertCaught).hasMessageContaining("with the defect");
    }

    @Test
    void theReadmeListsEachDefectAndWhatCatchesIt() throws IOException {
        List<String> written = ROW.matcher(Files.readString(README))
                .results()
                .map(row -> row(row.group(1), row.group(2), row.group(3)))
                .toList();

        assertThat(written)
                .containsExactlyElementsOf(Arrays.stream(Defect.values())
                        .map(defect -> row(defect.name(), defect.sentence(), defect.caughtBy()))
                        .toList());
    }

    private static String row(String defect, String sentence, String caughtBy) {
        return "%s: %s; caught by %s".formatted(defect, sentence, caughtBy);
    }
}
