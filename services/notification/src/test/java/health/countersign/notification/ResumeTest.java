package health.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    private static final Cast CAST = new Cast();
    private static final CursorCodec CURSORS = new CursorCodec(new byte[32], "log", Cast.LANES);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void atEveryCutNothingIsLostAndNothingRepeatedWhicheverProcessGoesOn(long seed) {
        Script script = Script.of(CAST, seed, 12);
        Telling first = Telling.of(CAST, script, seed);
        Telling other = Telling.of(CAST, script, seed + 100);

        for (int cut = 0; cut <= first.told().size(); cut++) {
            String cursor = cursorAfter(first, cut);

            assertThat(sum(first, cut, other.after(decoded(cursor), progress -> {})))
                    .as("cut %d", cut)
                    .containsExactlyInAnyOrderElementsOf(ids(first));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void atEveryCutTheLogAloneIsEnoughToGoOn(long seed) {
        Script script = Script.of(CAST, seed, 12);
        Telling first = Telling.of(CAST, script, seed);

        for (int cut = 0; cut <= first.told().size(); cut++) {
            Progress progress = decoded(cursorAfter(first, cut));
            Telling replay = first.again(CAST, script, seed + cut, progress.lane(Script.LANE));

            assertThat(sum(first, cut, replay.after(progress, at -> {})))
                    .as("cut %d of %d", cut, seed)
                    .containsExactlyInAnyOrderElementsOf(ids(first));
            assertThat(Flow.TOPICS).allMatch(replay.story()::isThrough);
        }
    }

    private static String cursorAfter(Telling telling, int cut) {
        Progress progress = telling.window().oldest();
        for (int number = 0; number < cut; number++) {
            Told entry = telling.window().get(number);
            progress.lane(Script.LANE).pass(entry);
            progress.next();
        }
        return CURSORS.encode(Cast.RIVERSIDE, progress);
    }

    private static Progress decoded(String cursor) {
        return CURSORS.decode(Cast.RIVERSIDE, cursor);
    }

    private static List<String> sum(Telling first, int cut, List<String> rest) {
        List<String> all = new ArrayList<>(ids(first).subList(0, cut));
        all.addAll(rest);
        return all;
    }

    private static List<String> ids(Telling telling) {
        return telling.told().stream().map(Notification::id).toList();
    }
}
