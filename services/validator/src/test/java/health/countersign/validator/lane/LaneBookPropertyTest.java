package health.countersign.validator.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random stories of a lane, each told twice and judged by an oracle that knows nothing of how the book works. */
class LaneBookPropertyTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverTheOrderEveryDraftCanBeSealedAndEveryProposalEndsOrWaitsForAReason(long seed) {
        Story story = new Story(new Random(seed), true);

        story.tell(600);
        story.settle();

        new Oracle(story).judge();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void theFirstCompleteQuorumWinsWhereTopicsAreReadInTheOrderOfTime(long seed) {
        Story story = new Story(new Random(seed), false);

        story.tell(600);
        story.settle();

        Oracle oracle = new Oracle(story);
        oracle.judge();
        oracle.judgeWinners();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35})
    void aBookThatIsReopenedBeforeEachEventSaysTheSame(long seed) {
        Story straight = new Story(new Random(seed), true);
        Story reopened = new Story(new Random(seed), true).reopening();

        straight.tell(300);
        reopened.tell(300);

        assertThat(reopened.lane.said).isEqualTo(straight.lane.said);
        assertThat(reopened.lane.misfits).isEqualTo(straight.lane.misfits);
    }
}
