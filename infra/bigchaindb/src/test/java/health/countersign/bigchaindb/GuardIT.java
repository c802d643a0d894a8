package health.countersign.bigchaindb;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.processes.Programs;
import health.countersign.processes.RealPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The guard's own tests, which are Python as it is. */
class GuardIT {
    @Test
    void theGuardRefusesWhatWouldStopAChain() {
        RealPart.require(
                Programs.onPath("python3").isPresent()
                        ? Optional.empty()
                        : Optional.of("the guard's tests need Python 3: apt-get install python3"));

        String printed = Command.run(
                Path.of("node").toAbsolutePath(),
                Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                List.of("python3", "-m", "unittest"));

        assertThat(printed).containsPattern("Ran \\d\\d tests").endsWith("OK");
    }
}
