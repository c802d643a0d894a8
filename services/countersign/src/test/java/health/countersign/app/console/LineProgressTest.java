package health.countersign.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineProgressTest {
    private final List<String> lines = new ArrayList<>();
    private long now;

    @Test
    void aLineIsSaidNowAndThenAndAtTheEnd() {
        Progress progress = new LineProgress("changes", 1000, lines::add, () -> now);

        progress.step();
        now = TimeUnit.SECONDS.toNanos(6);
        progress.step();
        progress.at(900);
        progress.close();

        assertThat(lines).containsExactly("changes: 2 of 1,000 after 6.0 s", "changes: 900 of 1,000 after 6.0 s");
    }

    @Test
    void whatWasJustSaidIsNotSaidAgain() {
        Progress progress = new LineProgress("blocks", 0, lines::add, () -> now);
        now = TimeUnit.SECONDS.toNanos(5);
        progress.remark("lane 1");
        progress.at(7);

        progress.close();

        assertThat(lines).containsExactly("blocks: 7 after 5.0 s, lane 1");
    }
}
