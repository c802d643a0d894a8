package health.countersign.platform.log;

import static health.countersign.platform.log.LogFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.embedded.broker.BrokerSettings;
import health.countersign.embedded.broker.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Long> consumed = new ConcurrentLinkedQueue<>();
    private final Queue<Long> read = new ConcurrentLinkedQueue<>();

    @Test
    void whileTheLogIsAwayAppendsWaitAndAfterwardsEverythingGoesOn() {
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(directory));
        KafkaSettings settings = KafkaSettings.at(broker.bootstrapServers());
        await(Topics.create(vertx, settings, 1));
        EventLog log = EventLog.open(vertx, settings, new SimpleMeterRegistry());
        EventConsumer consumer = await(log.consume("group", Set.of(Topic.ANSWERS), poll -> keep(consumed, poll)));
        EventReader reader =
                await(log.readAll("reader", TopicLane.all(Set.of(Topic.ANSWERS), 1), poll -> keep(read, poll)));
        await(log.append(Topic.ANSWERS, 0, "k", SampleEvents.event(1, 0)));
        await().atMost(SOON).until(() -> consumed.contains(0L) && read.contains(0L));

        broker.close();
        List<Future<Position>> meanwhile = new ArrayList<>();
        for (int number = 1; number <= 100; number++) {
            meanwhile.add(log.append(Topic.ANSWERS, 0, "k", SampleEvents.event(1, number)));
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(BrokerSettings.in(directory))) {
            assertThat(again.bootstrapServers()).isEqualTo(broker.bootstrapServers());
            await(Future.all(meanwhile));

            await().atMost(SOON).until(() -> consumed.contains(100L) && read.contains(100L));
            assertThat(new TreeSet<>(consumed)).hasSize(101);
            assertThat(read).as("a lone reader knows where it was").hasSize(101);
            await(Future.join(consumer.close(), reader.close()).compose(v -> log.close()));
            await(vertx.close());
        }
    }

    private static Future<Void> keep(Queue<Long> numbers, LanePoll poll) {
        poll.records().forEach(recorded -> numbers.add(SampleEvents.number(recorded)));
        return Future.succeededFuture();
    }
}
