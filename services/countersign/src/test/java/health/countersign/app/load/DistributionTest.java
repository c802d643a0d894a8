package health.countersign.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final int CARDS = 10;
    private static final int DRAWS = 100_000;

    @Test
    void uniformlyChosenCardsComeAboutEquallyOften() {
        int[] times = times(Distribution.UNIFORM);

        assertThat(Arrays.stream(times).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(DRAWS / 11, DRAWS / 9));
    }

    @Test
    void byZipfTheFirstCardComesAboutTwiceAsOftenAsTheSecondAndTenTimesAsOftenAsTheTenth() {
        int[] times = times(Distribution.ZIPF);

        assertThat((double) times[0] / times[1]).isBetween(1.9, 2.1);
        assertThat((double) times[0] / times[9]).isBetween(9.0, 11.0);
    }

    @Test
    void theSameSeedChoosesTheSameCards() {
        IntSupplier one = Distribution.ZIPF.over(CARDS, 1);
        IntSupplier other = Distribution.ZIPF.over(CARDS, 1);

        assertThat(IntStream.generate(one).limit(50))
                .containsExactlyElementsOf(
                        IntStream.generate(other).limit(50).boxed().toList());
    }

    private static int[] times(Distribution distribution) {
        int[] times = new int[CARDS];
        IntSupplier cards = distribution.over(CARDS, 1);
        for (int draw = 0; draw < DRAWS; draw++) {
            times[cards.getAsInt()]++;
        }
        return times;
    }
}
