package health.countersign.platform.log;

import static health.countersign.platform.log.LogFixture.LANES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int NUMBERS = 3_000;

    @TempDir
    Path directory;

    /** A reader of its own process, which says what it has done: lane and number on a line. */
    public static final class ReaderMain {
        private ReaderMain() {}

        public static void main(String... arguments) {
            Vertx vertx = Vertx.vertx();
            EventLog log = EventLog.open(vertx, KafkaSettings.at(arguments[0]), new SimpleMeterRegistry());
            log.consume(
                            "readers",
                            Set.of(Topic.PROPOSALS),
                            poll -> vertx.timer(5).map(v -> {
                                poll.records()
                                        .forEach(recorded -> System.out.println(
                                                recorded.position().lane() + " " + SampleEvents.number(recorded)));
                                System.out.flush();
                                return null;
                            }))
                    .onFailure(failure -> System.exit(1));
        }
    }

    @Test
    void whatAKilledReaderHadNotDoneComesAgainToTheNextAndNothingIsLost() throws Exception {
        try (LogFixture fixture = new LogFixture(directory)) {
            Map<Integer, Queue<Long>> before = lanes();
            Process victim = reader(fixture.broker.bootstrapServers());
            try (BufferedReader said = output(victim)) {
                append(fixture, 0, NUMBERS / 4);
                while (before.get(0).size() < NUMBERS / 4) {
                    keep(before, said.readLine());
                }
                await().atMost(SOON).until(() -> fixture.committed("readers", new TopicLane(Topic.PROPOSALS, 0)) > 0);
                append(fixture, NUMBERS / 4, NUMBERS / 2);
                victim.toHandle().destroyForcibly();
                said.lines().filter(line -> line.matches("\\d \\d+")).forEach(line -> keep(before, line));
            }
            assertThat(victim.waitFor(10, TimeUnit.SECONDS)).isTrue();
            append(fixture, NUMBERS / 2, NUMBERS);

            Map<Integer, Queue<Long>> after = lanes();
            fixture.consume("readers", Topic.PROPOSALS, poll -> {
                poll.records().forEach(recorded -> after.get(poll.lane()).add(SampleEvents.number(recorded)));
                return Future.succeededFuture();
            });

            IntStream.range(0, LANES).forEach(lane -> {
                await().atMost(SOON).until(() -> after.get(lane).contains(NUMBERS - 1L));
                long first = after.get(lane).peek();
                assertThat(first)
                        .as("goes on where the victim was, or before")
                        .isLessThanOrEqualTo(before.get(lane).size());
                assertThat(after.get(lane)).containsExactlyElementsOf(range(first, NUMBERS));
                assertThat(before.get(lane))
                        .containsExactlyElementsOf(range(0, before.get(lane).size()));
            });
            assertThat(after.get(0).peek())
                    .as("what was committed does not come again")
                    .isPositive();
        }
    }

    private static void append(LogFixture fixture, int first, int end) {
        IntStream.range(0, LANES).forEach(lane -> fixture.append(Topic.PROPOSALS, lane, 1, first, end - 1));
    }

    private static Map<Integer, Queue<Long>> lanes() {
        Map<Integer, Queue<Long>> lanes = new ConcurrentHashMap<>();
        IntStream.range(0, LANES).forEach(lane -> lanes.put(lane, new ConcurrentLinkedQueue<>()));
        return lanes;
    }

    private static void keep(Map<Integer, Queue<Long>> lanes, String line) {
        assertThat(line).as("the reader's word").isNotNull();
        String[] words = line.split(" ", -1);
        lanes.get(Integer.valueOf(words[0])).add(Long.valueOf(words[1]));
    }

    private static List<Long> range(long first, long end) {
        return LongStream.range(first, end).boxed().toList();
    }

    private static Process reader(String bootstrap) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), ReaderMain.class.getName(), bootstrap)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
