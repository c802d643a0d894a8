package health.countersign.platform;

import health.countersign.platform.operations.Health;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** What every verticle gets from the program that runs it. */
public record Platform(InstantSource clock, MeterRegistry metrics, Health health) {}
