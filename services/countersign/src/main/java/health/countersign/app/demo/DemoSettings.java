package health.countersign.app.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to run a demo.
 *
 * @param input directory with FHIR bundles; bundled patients if there is none
 * @param directory where the consortium lives; a temporary one if there is none
 * @param keep whether it goes on running
 * @param inFlight how many changes may be under way at once
 */
public record DemoSettings(Optional<Path> input, Optional<Path> directory, boolean keep, int inFlight) {}
