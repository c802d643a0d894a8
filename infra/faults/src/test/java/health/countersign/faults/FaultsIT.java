package health.countersign.faults;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.CountersignMain;
import health.countersign.faults.agent.FaultAgent;
import health.countersign.faults.judge.SignatureJudge;
import health.countersign.faults.judge.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The first seeds of the campaign: as many as {@code FAULT_RUNS} says, two if nobody says anything, and on a cluster as
 * many as {@code CLUSTER_FAULT_RUNS} says.
 */
class FaultsIT {
    /** Up to where the signature of an approval begins. */
    private static final Pattern APPROVAL = Pattern.compile("\"approvals\":\\[\\[\"[a-z-]+\",\"[a-z]+\",\\[\\],\"");

    /** Kept, so that what the judge looked at can be looked at. */
    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory(FaultAgent.jar().getParent(), "fault-runs-");
    }

    @Test
    void whateverFailsNothingIsLostOrToldTwiceOrWrongly() throws Exception {
        int runs = runs("FAULT_RUNS").orElse(2);

        assertThat(campaign("--runs", String.valueOf(runs))).isZero();

        assertThat(judged()).hasSize(runs);
        forge(directory.resolve("evidence-1").resolve("lanes").resolve("0.jsonl"));
        assertThat(SignatureJudge.judge(directory.resolve("evidence-1")))
                .extracting(Violation::invariant)
                .isNotEmpty()
                .containsOnly("I1");
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "CLUSTER_FAULT_RUNS",
            matches = "[1-9][0-9]*",
            disabledReason = "faults on a real cluster take some minutes each: set CLUSTER_FAULT_RUNS=1")
    void noneOfThatWhereBrokersAndLedgerNodesAreRealEither() throws Exception {
        int runs = runs("CLUSTER_FAULT_RUNS").orElseThrow();

        assertThat(campaign("--cluster", "--runs", String.valueOf(runs))).isZero();

        assertThat(judged()).hasSize(runs);
        // What it judged by Verify.java while the cluster was there is judged once more, by ours, without a cluster.
        deleteCluster();
        Path pack = directory.resolve("evidence-1").resolve("pack.zip");
        assertThat(CountersignMain.commandLine().execute("verify", "--pack", pack.toString()))
                .isZero();
        assertThat(SignatureJudge.judge(directory.resolve("evidence-1"))).isEmpty();
    }

    private void deleteCluster() throws IOException {
        Path cluster = directory.resolve("consortium-1-cluster");
        assertThat(cluster).isDirectory();
        try (Stream<Path> all = Files.walk(cluster)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static Optional<Integer> runs(String variable) {
        return Optional.ofNullable(System.getenv(variable)).map(Integer::parseInt);
    }

    private Set<Long> judged() throws IOException {
        return new Journal(directory.resolve("journal.jsonl")).seeds();
    }

    /** As a user would start it; its exit code. */
    private int campaign(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                FaultAgent.jar().toString(),
                "--dir",
                directory.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader()) {
            said.lines().forEach(System.out::println);
        }
        return process.waitFor();
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
}
