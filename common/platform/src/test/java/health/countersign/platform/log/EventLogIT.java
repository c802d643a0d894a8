package health.countersign.platform.log;

import static health.countersign.platform.log.LogFixture.LANES;
import static health.countersign.platform.log.LogFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogIT {
    @TempDir
    Path directory;

    private LogFixture fixture;

    @BeforeEach
    void start() {
        fixture = new LogFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void appendsOfALaneKeepTheOrderOfTheCalls() {
        List<Future<Position>> appends = IntStream.range(0, 1_000)
                .mapToObj(number -> fixture.append(Topic.PROPOSALS, 2, SampleEvents.event(1, number)))
                .toList();
        await(Future.all(appends));

        assertThat(appends)
                .extracting(Future::result)
                .containsExactlyElementsOf(IntStream.range(0, 1_000)
                        .mapToObj(offset -> new Position(Topic.PROPOSALS, 2, offset))
                        .toList());
    }

    @Test
    void whatDoesNotFitARecordIsRefusedBeforeItIsSent() {
        List<Event> large =
                List.of(new Event.BatchDrafted(SampleEvents.batch(), "x".repeat(EventLog.MAX_RECORD_BYTES)));

        assertThatThrownBy(() -> await(fixture.append(Topic.BATCHES, 0, large)))
                .hasRootCauseInstanceOf(RecordTooLargeException.class);
        assertThat(await(fixture.append(Topic.BATCHES, 0, SampleEvents.event(1, 1)))
                        .offset())
                .isZero();
    }

    @Test
    void aRecordOfTheLargestSizeIsTaken() {
        int envelope = EventCodec.encode(List.of(new Event.BatchDrafted(SampleEvents.batch(), ""))).length;
        String transaction = "x".repeat(EventLog.MAX_RECORD_BYTES - envelope);

        Position position = await(
                fixture.append(Topic.BATCHES, 0, List.of(new Event.BatchDrafted(SampleEvents.batch(), transaction))));

        assertThat(position.offset()).isZero();
    }

    @Test
    void aLogThatIsAwayIsAFailureAndNeverASuccess() {
        KafkaSettings nowhere = new KafkaSettings(
                List.of("127.0.0.1:1"),
                -1,
                Duration.ofDays(1),
                Duration.ofMillis(1),
                Duration.ofMillis(100),
                Duration.ofMillis(5),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Map.of());
        EventLog log = EventLog.open(fixture.vertx, nowhere, new SimpleMeterRegistry());

        assertThatThrownBy(() -> await(log.append(Topic.ANSWERS, 0, "k", SampleEvents.event(1, 1))))
                .hasRootCauseInstanceOf(org.apache.kafka.common.errors.TimeoutException.class)
                .cause()
                .hasCauseInstanceOf(AppendFailedException.class);
        await(log.close());
    }

    @Test
    void topicsAreMadeOnceAndCheckedAfterwards() {
        await(Topics.create(fixture.vertx, fixture.settings, LANES));

        assertThatThrownBy(() -> await(Topics.create(fixture.vertx, fixture.settings, LANES + 1)))
                .hasRootCauseMessage(wrongPartitions());
    }

    @Test
    void aTopicThatSomebodyMadeOtherwiseIsNamedWithWhatIsWrong() throws Exception {
        try (Admin admin = Admin.create(fixture.settings.common())) {
            admin.deleteTopics(List.of(Topic.ANSWERS.wire())).all().get();
            Map<String, String> config = Map.of("message.timestamp.type", "CreateTime", "max.message.bytes", "1000");
            admin.createTopics(List.of(new NewTopic(Topic.ANSWERS.wire(), LANES, (short) 1).configs(config)))
                    .all()
                    .get();
        }

        Awaitility.await()
                .untilAsserted(() -> assertThatThrownBy(
                                () -> await(Topics.create(fixture.vertx, fixture.settings, LANES)))
                        .rootCause()
                        .hasMessageContaining(
                                "countersign.answers.v1 has message.timestamp.type=CreateTime, not LogAppendTime")
                        .hasMessageContaining("countersign.answers.v1 has max.message.bytes=1000, not 1400000"));
    }

    private static String wrongPartitions() {
        return Arrays.stream(Topic.values())
                .map(topic -> topic.wire() + " has 4 partitions, not 5")
                .collect(Collectors.joining("; ", "topics are not as they must be: ", ""));
    }
}
