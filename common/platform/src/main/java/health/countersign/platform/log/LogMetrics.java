package health.countersign.platform.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What operators see of readers: how often handlers failed, and what was parked. */
final class LogMetrics {
    private final MeterRegistry registry;

    LogMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void failed(String reader, TopicLane lane) {
        counter("countersign.log.failures", "calls of a handler that failed and are tried again", reader, lane);
    }

    void parked(String reader, TopicLane lane) {
        counter("countersign.log.parked", "records that cannot be processed", reader, lane);
    }

    private void counter(String name, String description, String reader, TopicLane lane) {
        Counter.builder(name)
                .description(description)
                .tag("reader", reader)
                .tag("topic", lane.topic().wire())
                .register(registry)
                .increment();
    }
}
