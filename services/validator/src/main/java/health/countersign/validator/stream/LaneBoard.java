package health.countersign.validator.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What operators see of the lanes that are decided here. */
public final class LaneBoard {
    private final Map<Integer, AtomicInteger> waiting = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    public LaneBoard(MeterRegistry registry) {
        this.registry = registry;
    }

    void waiting(int lane, int changes) {
        waiting.computeIfAbsent(lane, this::gauge).set(changes);
    }

    void alarm() {
        counter("countersign.validator.alarms", "things that honest members do not cause");
    }

    void parked() {
        counter("countersign.validator.parked", "events that count for nothing, sent to the dead letters");
    }

    private AtomicInteger gauge(int lane) {
        AtomicInteger value = new AtomicInteger();
        Gauge.builder("countersign.validator.waiting", value, AtomicInteger::get)
                .description("endorsed changes that wait for their commit")
                .tag("lane", String.valueOf(lane))
                .register(registry);
        return value;
    }

    private void counter(String name, String description) {
        Counter.builder(name).description(description).register(registry).increment();
    }
}
