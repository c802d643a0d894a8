package health.countersign.app.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void delaysCountFromWhenAChangeWasDueAndTheRateFromTheFirst() {
        Measured measured = new Measured(2, 10);

        measured.add(0, 0, new Times(10 * MILLISECOND, 20 * MILLISECOND, 30 * MILLISECOND));
        measured.add(0, 100 * MILLISECOND, new Times(110 * MILLISECOND, 190 * MILLISECOND, 200 * MILLISECOND));

        assertThat(measured.delivered().percentile(50)).isCloseTo(30, within(0.1));
        assertThat(measured.delivered().percentile(100)).isCloseTo(100, within(0.1));
        assertThat(measured.confirmedRate()).isCloseTo(10, within(0.1));
    }

    @Test
    void aQueueThatIsAsLongAtTheEndAsBeforeIsHeld() {
        Measured measured = new Measured(300, 100);

        for (int sent = 1; sent < 300; sent++) {
            measured.backlog().look(sent, Math.max(0, sent - 40));
        }

        assertThat(measured.held()).isTrue();
    }

    @Test
    void aQueueThatGrowsIsNotHeld() {
        Measured measured = new Measured(300, 100);

        for (int sent = 1; sent < 300; sent++) {
            measured.backlog().look(sent, sent / 4);
        }

        assertThat(measured.held()).isFalse();
    }

    @Test
    void whereAChangeFailedNothingIsHeld() {
        Measured measured = new Measured(1, 100);

        measured.fail();

        assertThat(measured.held()).isFalse();
    }
}
