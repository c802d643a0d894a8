package health.countersign.faults;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.faults.judge.SignatureJudge;
import health.countersign.faults.judge.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
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

    /** Up to where the signature of an approval begins. */
    private static final Pattern APPROVAL = Pattern.compile("\"approvals\":\\[\\[\"[a-z-]+\",\"[a-z]+\",\\[\\],\"");

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
        forge(directory.resolve("evidence-1").resolve("lanes").resolve("0.jsonl"));
        assertThat(SignatureJudge.judge(directory.resolve("evidence-1")))
                .extracting(Violation::invariant)
                .isNotEmpty()
                .containsOnly("I1");
    }

    /** Changes one letter of one approval's signature. */
    private static void forge(Path lane) throws IOException {
        String text = Files.readString(lane);
        Matcher approval = APPROVAL.matcher(text);
        assertThat(approval.find()).isTrue();
        int letter = approval.end();
        char other = text.charAt(letter) == 'A' ? 'B' : 'A';
        Files.writeString(lane, text.substring(0, letter) + other + text.substring(letter + 1));
    }

    private static int runs() {
        return Optional.ofNullable(System.getenv("FAULT_RUNS"))
                .map(Integer::parseInt)
                .orElse(2);
    }
}
