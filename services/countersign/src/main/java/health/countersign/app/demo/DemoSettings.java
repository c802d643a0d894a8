package health.countersign.app.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to run a demo.
 *
 * @param input directory with FHIR bundles; bundled patients if there is none
 * @param inFlight how many changes may be under way at once
 */
public record DemoSettings(Optional<Path> input, int inFlight) {}
