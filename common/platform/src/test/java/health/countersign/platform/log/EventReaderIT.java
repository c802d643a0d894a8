package health.countersign.platform.log;

import static health.countersign.platform.log.LogFixture.LANES;
import static health.countersign.platform.log.LogFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventReaderIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Topic TOPIC = Topic.OUTCOMES;

    @TempDir
    Path directory;

    private LogFixture fixture;
    private final Map<Integer, Queue<Long>> handled = new ConcurrentHashMap<>();

    @BeforeEach
    void start() {
        fixture = new LogFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void whatIsThereComesFirstAndWhatComesFollowsWithoutAGap() {
        fixture.append(TOPIC, 0, 1, 0, 499);
        fixture.append(TOPIC, 1, 1, 0, 99);
        Future<Void> more = Future.all(LongStream.range(500, 1_000)
                        .mapToObj(number -> fixture.append(TOPIC, 0, SampleEvents.event(1, number)))
                        .toList())
                .mapEmpty();

        EventReader reader = await(fixture.log.readAll("reader", TopicLane.all(Set.of(TOPIC), LANES), this::keep));
        await(reader.caughtUp());

        assertThat(handled.get(0)).startsWith(0L).hasSizeGreaterThanOrEqualTo(500);
        assertThat(handled.get(1)).hasSize(100);
        await(more);
        await().atMost(SOON).until(() -> handled.get(0).size() == 1_000);
        assertThat(handled.get(0))
                .containsExactlyElementsOf(LongStream.range(0, 1_000).boxed().toList());
        await(reader.close());
    }

    @Test
    void nothingAtAllIsCaughtUpAtOnce() {
        EventReader reader = await(fixture.log.readAll("reader", TopicLane.all(Set.of(TOPIC), LANES), this::keep));

        await(reader.caughtUp());

        assertThat(handled).isEmpty();
        await(reader.close());
        await(reader.ended());
    }

    @Test
    void marksOfTransactionsAtTheEndAreNoReasonToWait() throws Exception {
        Map<String, Object> config = new HashMap<>(fixture.settings.producer());
        config.put("transactional.id", "t");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC.wire(), 2, "k", EventCodec.encode(SampleEvents.event(1, 1))))
                    .get();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC.wire(), 2, "k", EventCodec.encode(SampleEvents.event(1, 2))))
                    .get();
            producer.abortTransaction();
        }

        EventReader reader = await(fixture.log.readAll("reader", TopicLane.all(Set.of(TOPIC), LANES), this::keep));
        await(reader.caughtUp());

        assertThat(handled.get(2)).containsExactly(1L);
        await(reader.close());
    }

    @Test
    void readingGoesOnAtAPosition() {
        fixture.append(TOPIC, 0, 1, 0, 9);

        EventReader reader = await(fixture.log.read("reader", Map.of(new TopicLane(TOPIC, 0), 7L), this::keep));
        await(reader.caughtUp());

        assertThat(handled.get(0)).containsExactly(7L, 8L, 9L);
        await(reader.close());
    }

    @Test
    void caughtUpMeansHandledAndNotMerelyFetched() {
        fixture.append(TOPIC, 0, 1, 0, 0);
        EventReader reader = await(fixture.log.readAll(
                "reader",
                Set.of(new TopicLane(TOPIC, 0)),
                poll -> fixture.vertx.timer(700).compose(v -> keep(poll))));

        await(reader.caughtUp());

        assertThat(handled.get(0)).containsExactly(0L);
        await(reader.close());
    }

    @Test
    void aPositionThatTheLogNoLongerHasIsSaidWithTheOldest() throws Exception {
        fixture.append(TOPIC, 0, 1, 0, 9);
        TopicLane lane = new TopicLane(TOPIC, 0);
        deleteBefore(lane, 5);

        Throwable lost = failure(fixture.log.read("reader", Map.of(lane, 3L), this::keep));

        assertThat(lost)
                .isInstanceOfSatisfying(
                        PositionsLostException.class,
                        exception -> assertThat(exception.oldest()).isEqualTo(Map.of(lane, 5L)));
        assertThat(await(fixture.log.bounds(Set.of(lane)))).isEqualTo(Map.of(lane, new Bounds(5, 10)));
    }

    @Test
    void aPositionAfterTheEndIsLostToo() {
        TopicLane lane = new TopicLane(TOPIC, 0);

        assertThat(failure(fixture.log.read("reader", Map.of(lane, 3L), this::keep)))
                .isInstanceOf(PositionsLostException.class);
    }

    private void deleteBefore(TopicLane lane, long offset) throws Exception {
        try (Admin admin = Admin.create(fixture.settings.common())) {
            admin.deleteRecords(Map.of(lane.partition(), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private Future<Void> keep(LanePoll poll) {
        List<Long> numbers = poll.records().stream().map(SampleEvents::number).toList();
        handled.computeIfAbsent(poll.lane(), lane -> new ConcurrentLinkedQueue<>())
                .addAll(numbers);
        return Future.succeededFuture();
    }

    private static Throwable failure(Future<?> future) {
        Throwable thrown = catchThrowable(
                () -> future.toCompletionStage().toCompletableFuture().get());
        return thrown instanceof ExecutionException wrapped ? wrapped.getCause() : thrown;
    }
}
