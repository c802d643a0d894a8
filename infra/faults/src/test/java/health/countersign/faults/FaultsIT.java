package health.countersign.faults;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.faults.judge.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first seeds of the campaign, as many as {@code FAULT_RUNS} says, two if nobody says anything. */
class FaultsIT {
    private static final Logger LOG = LoggerFactory.getLogger(FaultsIT.class);
    private static final RunSettings SIZE = new RunSettings(500, 20);

    private static final Pattern APPROVALS =
            Pattern.compile("\"approvals\":\\[\\[\"([a-z-]+)\",\"[a-z]+\",\\[\\],\"([^\"]+)\"");

    @TempDir
    Path directory;

    @Test
    void nothingIsLostTwiceOrToldWronglyWhateverFails() throws Exception {
        List<Long> seeds = LongStream.rangeClosed(1, runs()).boxed().toList();
        List<String> told = new ArrayList<>();

        List<RunResult> results = new Campaign(directory, SIZE, seeds.size(), line -> {
                    LOG.info("{}", line);
                    told.add(line);
                })
                .run(seeds);

        assertThat(results).hasSameSizeAs(seeds);
        assertThat(results)
                .allSatisfy(result -> assertThat(result.violations().stream().map(Violation::line))
                        .as("seed %d; told: %s", result.plan().seed(), told)
                        .isEmpty());
        assertThat(results)
                .allSatisfy(result -> assertThat(result.acknowledged()).isGreaterThan(400));
    }

    private static int runs() {
        return Optional.ofNullable(System.getenv("FAULT_RUNS"))
                .map(Integer::parseInt)
                .orElse(2);
    }
}
