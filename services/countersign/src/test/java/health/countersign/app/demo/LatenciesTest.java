package health.countersign.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreValuesThatWereMeasured() {
        Latencies latencies = new Latencies(
                LongStream.rangeClosed(1, 100).map(n -> n * 1_000_000).boxed().toList());

        assertThat(latencies.milliseconds(0.5)).isEqualTo(50);
        assertThat(latencies.milliseconds(0.99)).isEqualTo(99);
        assertThat(latencies.milliseconds(1)).isEqualTo(100);
    }

    @Test
    void nothingTakesNoTime() {
        assertThat(new Latencies(List.of()).milliseconds(0.99)).isZero();
    }
}
