package health.countersign.platform.log;

import static health.countersign.platform.log.LogFixture.LANES;
import static health.countersign.platform.log.LogFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.CardId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class EventConsumerIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static LogFixture fixture;
    private static final Iterator<Topic> TOPICS = List.of(Topic.values()).iterator();
    private String group;
    /** Each test has a topic of its own. */
    private Topic topic;

    @BeforeAll
    static void start() {
        fixture = new LogFixture(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void ownGroupAndTopic(TestInfo info) {
        group = info.getTestMethod().orElseThrow().getName();
        topic = TOPICS.next();
    }

    @Test
    void recordsOfACardKeepTheirOrderWhileCardsRunBesideEachOther() {
        Map<CardId, Queue<Long>> handled = new ConcurrentHashMap<>();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        IntStream.range(0, 50)
                .forEach(number -> IntStream.range(0, 10)
                        .forEach(card -> fixture.append(topic, 1, SampleEvents.event(card, number))));

        fixture.consume(group, topic, new PerCard<>(SampleEvents::card, 4, recorded -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return fixture.vertx
                    .timer(2)
                    .onComplete(v -> underWay.decrementAndGet())
                    .map(v -> {
                        handled.computeIfAbsent(SampleEvents.card(recorded), card -> new ConcurrentLinkedQueue<>())
                                .add(SampleEvents.number(recorded));
                        return null;
                    });
        }));

        await().atMost(SOON)
                .until(() -> handled.values().stream().mapToInt(Queue::size).sum() == 500);
        List<Long> inOrder = LongStream.range(0, 50).boxed().toList();
        assertThat(handled)
                .hasSize(10)
                .allSatisfy((card, numbers) -> assertThat(numbers).containsExactlyElementsOf(inOrder));
        assertThat(most).hasValue(4);
        var counter = fixture.metrics.counter("countersign.log.records", "reader", group, "topic", topic.wire());
        await().atMost(SOON).until(() -> counter.count() == 500);
    }

    @Test
    void aSlowLaneHoldsUpNoOther() {
        Promise<Void> slow = Promise.promise();
        Set<Integer> lanes = ConcurrentHashMap.newKeySet();
        IntStream.range(0, LANES).forEach(lane -> fixture.append(topic, lane, 1, 1, 3));

        fixture.consume(group, topic, poll -> {
            if (poll.lane() == 0) {
                return slow.future();
            }
            lanes.add(poll.lane());
            return Future.succeededFuture();
        });

        await().atMost(SOON).until(() -> lanes.equals(Set.of(1, 2, 3)));
        slow.complete();
    }

    @Test
    void onlyWhatIsDoneIsCommitted() {
        Promise<Void> never = Promise.promise();
        Queue<Long> first = new ConcurrentLinkedQueue<>();
        fixture.append(topic, 0, 1, 0, 9);
        EventConsumer consumer = fixture.consume(group, topic, poll -> {
            poll.records().forEach(recorded -> first.add(SampleEvents.number(recorded)));
            return first.contains(10L) ? never.future() : Future.succeededFuture();
        });
        await().atMost(SOON).until(() -> committed() == 10);

        fixture.append(topic, 0, 1, 10, 19);
        await().atMost(SOON).until(() -> first.contains(10L));
        await(consumer.close().recover(v -> Future.succeededFuture()));

        assertThat(committed()).isEqualTo(10);
        Queue<Long> second = new ConcurrentLinkedQueue<>();
        fixture.consume(group, topic, poll -> {
            poll.records().forEach(recorded -> second.add(SampleEvents.number(recorded)));
            return Future.succeededFuture();
        });
        await().atMost(SOON).until(() -> second.size() == 10);
        assertThat(second)
                .containsExactlyElementsOf(LongStream.range(10, 20).boxed().toList());
    }

    @Test
    void aHandlerThatFailsGetsTheSameRecordsAgainInOrder() {
        AtomicInteger calls = new AtomicInteger();
        Queue<Long> handled = new ConcurrentLinkedQueue<>();
        fixture.append(topic, 2, 1, 0, 4);

        fixture.consume(group, topic, poll -> {
            if (calls.incrementAndGet() <= 2) {
                throw new IllegalStateException("not now");
            }
            poll.records().forEach(recorded -> handled.add(SampleEvents.number(recorded)));
            return Future.succeededFuture();
        });

        await().atMost(SOON).until(() -> handled.size() == 5);
        assertThat(handled).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(fixture.metrics
                        .get("countersign.log.failures")
                        .tag("reader", group)
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aLaneStopsFetchingWhenItsQueueIsFullAndGoesOnWhenThereIsRoom() {
        Promise<Void> jam = Promise.promise();
        Queue<Long> handled = new ConcurrentLinkedQueue<>();
        List<Lane> lanes = new CopyOnWriteArrayList<>();
        AtomicInteger longest = new AtomicInteger();
        int many = 30_000;
        fixture.append(topic, 0, 1, 0, many - 1);
        var kafka = new KafkaConsumer<>(
                fixture.settings.consumer(group), new StringDeserializer(), new EventCodec.Deserializer());
        LaneHandler handler = poll -> {
            longest.accumulateAndGet(lanes.get(0).queue().size(), Math::max);
            poll.records().forEach(recorded -> handled.add(SampleEvents.number(recorded)));
            return jam.future();
        };
        Lane.Care care = new LaneCare(group, new LogMetrics(fixture.metrics), java.util.Optional.empty());
        Function<TopicLane, Lane> remembered = lane -> {
            lanes.add(new Lane(lane, handler, care, fixture.vertx));
            return lanes.get(lanes.size() - 1);
        };
        EventConsumer consumer =
                new EventConsumer(fixture.vertx, kafka, fixture.settings, remembered, new Admission(fixture.settings));
        await(consumer.start(Set.of(topic)));

        await().atMost(SOON)
                .until(() -> !lanes.isEmpty() && lanes.get(0).queue().isFull(1));
        await().pollDelay(Duration.ofMillis(600))
                .atMost(SOON)
                .until(() -> lanes.get(0).queue().size() < 15_000);
        jam.complete();

        await().atMost(SOON).until(() -> handled.size() == many);
        assertThat(handled)
                .containsExactlyElementsOf(LongStream.range(0, many).boxed().toList());
        assertThat(longest.get()).isLessThan(15_000);
        await(consumer.close());
    }

    @Test
    void lanesChangeHandsWithoutLossRepetitionOrOverlap() {
        Map<Integer, Queue<Long>> handled = new ConcurrentHashMap<>();
        Set<Integer> busy = ConcurrentHashMap.newKeySet();
        Queue<String> overlaps = new ConcurrentLinkedQueue<>();
        LaneHandler handler = poll -> {
            if (!busy.add(poll.lane())) {
                overlaps.add("lane " + poll.lane());
            }
            return fixture.vertx.timer(20).map(v -> {
                Queue<Long> lane = handled.computeIfAbsent(poll.lane(), key -> new ConcurrentLinkedQueue<>());
                poll.records().forEach(recorded -> lane.add(SampleEvents.number(recorded)));
                busy.remove(poll.lane());
                return null;
            });
        };
        EventConsumer first = fixture.consume(group, topic, handler);
        append(0, 500);
        fixture.consume(group, topic, handler);
        append(500, 1_000);
        fixture.consume(group, topic, handler);
        append(1_000, 1_500);
        fixture.close(first);
        append(1_500, 2_000);

        await().atMost(SOON)
                .until(() -> handled.values().stream().mapToInt(Queue::size).sum() >= LANES * 2_000);
        List<Long> inOrder = LongStream.range(0, 2_000).boxed().toList();
        assertThat(handled).allSatisfy((lane, numbers) -> assertThat(numbers).containsExactlyElementsOf(inOrder));
        assertThat(overlaps).isEmpty();
    }

    private void append(int first, int end) {
        IntStream.range(first, end).forEach(number -> {
            List<Future<Position>> appends = IntStream.range(0, LANES)
                    .mapToObj(lane -> fixture.append(topic, lane, SampleEvents.event(lane, number)))
                    .toList();
            if (number % 5 == 0) {
                await(Future.all(appends));
            }
        });
    }

    private long committed() {
        return fixture.committed(group, new TopicLane(topic, 0));
    }
}
