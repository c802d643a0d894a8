package health.countersign.platform.log;

import health.countersign.platform.operations.WallClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What operators see of readers: how much they handle and how late, how often handlers fail, and what is parked. */
final class LogMetrics {
    private final MeterRegistry registry;
    private final InstantSource clock = WallClock.system();

    LogMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Records are done; the delay is that of the oldest, from the broker's append time by this machine's clock. */
    void handled(String reader, TopicLane lane, int records, Instant oldest) {
        Duration delay = Duration.between(oldest, clock.instant());
        registry.counter("countersign.log.records", tags(reader, lane)).increment(records);
        registry.timer("countersign.log.delay", tags(reader, lane)).record(delay.isNegative() ? Duration.ZERO : delay);
    }

    /** A handler's call failed and comes again. */
    void failed(String reader, TopicLane lane) {
        registry.counter("countersign.log.failures", tags(reader, lane)).increment();
    }

    /** A record cannot be processed. */
    void parked(String reader, TopicLane lane) {
        registry.counter("countersign.log.parked", tags(reader, lane)).increment();
    }

    private static Tags tags(String reader, TopicLane lane) {
        return Tags.of("reader", reader, "topic", lane.topic().wire());
    }
}
