package health.countersign.platform.log;

import static health.countersign.platform.log.LogFixture.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.Event;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private LogFixture fixture;
    private final Queue<Long> handled = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        fixture = new LogFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void bytesThatSayNothingAreKeptWithTheirReasonAndTheLaneGoesOn() throws Exception {
        byte[] huge = "x".repeat(1_200_000).getBytes(UTF_8);
        fixture.append(Topic.PROPOSALS, 3, 1, 1, 1);
        raw("no json", "{\"v\":2,\"events\":[]}".getBytes(UTF_8));
        raw("deep", "[".repeat(10_000).getBytes(UTF_8));
        raw("empty", null);
        raw("huge", huge);
        fixture.append(Topic.PROPOSALS, 3, 1, 2, 2);

        fixture.consume("readers", Topic.PROPOSALS, this::keepNumbers);

        await().atMost(SOON).until(() -> handled.size() == 2);
        List<ConsumerRecord<String, byte[]>> letters = deadLetters(4);
        assertThat(letters).extracting(ConsumerRecord::key).containsExactly("no json", "deep", "empty", "huge");
        assertThat(letters).extracting(ConsumerRecord::partition).containsOnly(3);
        assertThat(letters.get(0).value()).asString(UTF_8).isEqualTo("{\"v\":2,\"events\":[]}");
        assertThat(headers(letters.get(0)))
                .containsEntry("reason", "record-malformed /v")
                .containsEntry("source", "countersign.proposals.v1/3/1")
                .containsEntry("reader", "readers");
        assertThat(headers(letters.get(1))).containsEntry("reason", "record-no-json TOO_DEEP");
        assertThat(headers(letters.get(2))).containsEntry("reason", "record-empty");
        assertThat(headers(letters.get(3))).containsEntry("size", "1200000");
        assertThat(letters.get(3).value()).as("evidence is kept, not all of it").hasSize(LaneCare.MAX_KEPT_BYTES);
    }

    @Test
    void whatWasCopiedFromAnotherLaneIsParkedAndNobodyHearsIt() throws Exception {
        raw("copied", EventCodec.encode(List.of(new Event.Ticked(0))));
        fixture.append(Topic.PROPOSALS, 3, 1, 7, 7);

        fixture.consume("readers", Topic.PROPOSALS, this::keepNumbers);

        await().atMost(SOON).until(() -> handled.contains(7L));
        assertThat(headers(deadLetters(1).get(0))).containsEntry("reason", "record-of-another-lane");
    }

    @Test
    void aRecordThatTheHandlerCallsPoisonIsParkedAndTheRestComesAgain() {
        fixture.append(Topic.ANSWERS, 0, 1, 0, 9);

        fixture.consume("readers", Topic.ANSWERS, poll -> {
            poll.records().stream()
                    .filter(recorded -> SampleEvents.number(recorded) % 5 == 4)
                    .forEach(recorded -> {
                        throw new PoisonException(recorded.position(), "unheard-of /events/0");
                    });
            return keepNumbers(poll);
        });

        await().atMost(SOON).until(() -> handled.size() == 8);
        assertThat(handled).containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 7L, 8L);
        List<ConsumerRecord<String, byte[]>> letters = deadLetters(2);
        assertThat(letters)
                .extracting(letter -> EventCodec.decode(letter.value()))
                .containsExactly(SampleEvents.event(1, 4), SampleEvents.event(1, 9));
        assertThat(headers(letters.get(0))).containsEntry("reason", "unheard-of /events/0");
        assertThat(fixture.metrics.get("countersign.log.parked").counter().count())
                .isEqualTo(2);
    }

    @Test
    void parkedRecordsDoNotComeBackAfterARestart() throws Exception {
        raw("no json", "nonsense".getBytes(UTF_8));
        EventConsumer first = fixture.consume("readers", Topic.PROPOSALS, this::keepNumbers);
        deadLetters(1);
        fixture.close(first);

        fixture.append(Topic.PROPOSALS, 3, 1, 7, 7);
        fixture.consume("readers", Topic.PROPOSALS, this::keepNumbers);

        await().atMost(SOON).until(() -> handled.contains(7L));
        assertThat(fixture.metrics.get("countersign.log.parked").counter().count())
                .isEqualTo(1);
    }

    @Test
    void aLoneReaderStepsOverWhatSaysNothing() throws Exception {
        raw("no json", "nonsense".getBytes(UTF_8));
        fixture.append(Topic.PROPOSALS, 3, 1, 7, 7);

        EventReader reader = await(fixture.log.readAll(
                "lonely", TopicLane.all(Set.of(Topic.PROPOSALS), LogFixture.LANES), this::keepNumbers));
        await(reader.caughtUp());

        assertThat(handled).containsExactly(7L);
        assertThat(await(fixture.log.bounds(Set.of(new TopicLane(Topic.DEAD_LETTERS, 3)))))
                .containsValue(new Bounds(0, 0));
        await(reader.close());
    }

    private Future<Void> keepNumbers(LanePoll poll) {
        poll.records().forEach(recorded -> handled.add(SampleEvents.number(recorded)));
        return Future.succeededFuture();
    }

    private void raw(String key, byte[] value) throws Exception {
        try (var producer =
                new KafkaProducer<>(fixture.settings.producer(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.PROPOSALS.wire(), 3, key, value))
                    .get();
        }
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(int count) {
        List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
        try (var kafka = new KafkaConsumer<>(
                fixture.settings.consumer("undertaker"), new StringDeserializer(), new ByteArrayDeserializer())) {
            kafka.subscribe(List.of(Topic.DEAD_LETTERS.wire()));
            await().atMost(SOON).until(() -> {
                kafka.poll(Duration.ofMillis(100)).forEach(letters::add);
                return letters.size() >= count;
            });
        }
        return letters;
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> letter) {
        Map<String, String> headers = new HashMap<>();
        letter.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
