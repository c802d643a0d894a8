package health.countersign.platform.log;

import health.countersign.domain.Event;
import health.countersign.embedded.broker.BrokerSettings;
import health.countersign.embedded.broker.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker with our topics, and the log on it. */
final class LogFixture implements AutoCloseable {
    static final int LANES = 4;

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final EmbeddedBroker broker;
    final KafkaSettings settings;
    final EventLog log;
    private final List<EventConsumer> consumers = new ArrayList<>();

    LogFixture(Path directory) {
        broker = EmbeddedBroker.start(BrokerSettings.in(directory));
        settings = KafkaSettings.at(broker.bootstrapServers());
        log = EventLog.open(vertx, settings, metrics);
        await(Topics.create(vertx, settings, LANES));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    EventConsumer consume(String group, Topic topic, LaneHandler handler) {
        EventConsumer consumer = await(log.consume(group, Set.of(topic), handler));
        consumers.add(consumer);
        return consumer;
    }

    void close(EventConsumer consumer) {
        consumers.remove(consumer);
        await(consumer.close());
    }

    /** Appends events of one card with numbers from first to last, and waits for all of them. */
    void append(Topic topic, int lane, int card, long first, long last) {
        List<Future<Position>> appends = LongStream.rangeClosed(first, last)
                .mapToObj(number -> append(topic, lane, SampleEvents.event(card, number)))
                .toList();
        await(Future.all(appends));
    }

    Future<Position> append(Topic topic, int lane, List<Event> events) {
        return log.append(topic, lane, "key", events);
    }

    /** The next offset that the group has stored for a lane; -1 if there is none. */
    long committed(String group, TopicLane lane) {
        try (var kafka =
                new KafkaConsumer<>(settings.consumer(group), new StringDeserializer(), new StringDeserializer())) {
            var offset = kafka.committed(Set.of(lane.partition())).get(lane.partition());
            return offset == null ? -1 : offset.offset();
        }
    }

    /** A broker that outlives its directory ends the whole JVM, so it is closed whatever else fails. */
    @Override
    public void close() {
        try (broker) {
            consumers.forEach(consumer -> await(consumer.close()));
            await(log.close());
            await(vertx.close());
        }
    }
}
