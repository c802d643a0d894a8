package health.countersign.platform.log;

import health.countersign.domain.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaReadStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The log that all organizations share: append to it, consume it with a group, or read it alone. */
public final class EventLog {
    /** Bytes of one record's value after encoding; larger content is an attachment. */
    public static final int MAX_RECORD_BYTES = 900 * 1024;

    private final Vertx vertx;
    private final KafkaSettings settings;
    private final LogMetrics metrics;
    private final Admission admission;
    private final Appender appender;

    private EventLog(Vertx vertx, KafkaSettings settings, LogMetrics metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.metrics = metrics;
        this.admission = new Admission(settings);
        this.appender = new Appender(vertx, settings);
    }

    /** Opens the log for appending, with an idempotent producer that waits for all replicas. Nothing is sent yet. */
    public static EventLog open(Vertx vertx, KafkaSettings settings, MeterRegistry registry) {
        return new EventLog(vertx, settings, new LogMetrics(registry));
    }

    /**
     * Appends events as one record, in the order of calls within a lane.
     *
     * @return where the record stands, once it is durable; fails with {@link RecordTooLargeException}, or with
     *     {@link AppendFailedException} if nobody knows whether it is there
     */
    public Future<Position> append(Topic topic, int lane, String key, List<Event> events) {
        return append(topic, lane, key, EventCodec.encode(events));
    }

    /** As {@link #append(Topic, int, String, List)}, with bytes that {@link EventCodec#encode} made before. */
    public Future<Position> append(Topic topic, int lane, String key, byte[] encoded) {
        if (encoded.length > MAX_RECORD_BYTES) {
            return Future.failedFuture(new RecordTooLargeException(encoded.length));
        }
        return send(new ProducerRecord<>(topic.wire(), lane, key, encoded));
    }

    /**
     * Joins a group that shares the lanes of these topics among its members, and works on them from where the group
     * was, or from the oldest record.
     */
    public Future<EventConsumer> consume(String group, Set<Topic> topics, LaneHandler handler) {
        return onContext(() -> {
            var kafka = new KafkaConsumer<>(
                    settings.consumer(group), new StringDeserializer(), new EventCodec.Deserializer());
            LaneCare care = new LaneCare(group, metrics, Optional.of(this));
            return new EventConsumer(vertx, kafka, settings, lane -> new Lane(lane, handler, care, vertx), admission)
                    .start(topics);
        });
    }

    /**
     * Reads lanes alone, each from the given next offset, and goes on with what comes.
     *
     * @param name of the reader, in log lines and metrics
     * @return the reader; fails with {@link PositionsLostException} if the log no longer has one of the positions
     */
    public Future<EventReader> read(String name, Map<TopicLane, Long> from, LaneHandler handler) {
        Map<TopicLane, Optional<Long>> starts = new HashMap<>();
        from.forEach((lane, offset) -> starts.put(lane, Optional.of(offset)));
        return reader(name, starts, handler);
    }

    /** As {@link #read}, each lane from its oldest record. */
    public Future<EventReader> readAll(String name, Set<TopicLane> lanes, LaneHandler handler) {
        Map<TopicLane, Optional<Long>> starts = new HashMap<>();
        lanes.forEach(lane -> starts.put(lane, Optional.empty()));
        return reader(name, starts, handler);
    }

    /** What the lanes hold now. */
    public Future<Map<TopicLane, Bounds>> bounds(Set<TopicLane> lanes) {
        return onContext(() -> {
            KafkaReadStream<String, Fetched.Decoded> stream = KafkaReadStream.create(vertx, lonely());
            return EventReader.bounds(stream, lanes).eventually(stream::close);
        });
    }

    /** Fails while brokers refuse this program, as far as it has tried; for readiness. */
    public Future<Void> admitted() {
        return admission.check();
    }

    /** Waits for what was appended and closes; consumers and readers are closed by those who opened them. */
    public Future<Void> close() {
        return appender.close();
    }

    Future<Position> send(ProducerRecord<String, byte[]> record) {
        TopicLane lane = new TopicLane(Topic.of(record.topic()).orElseThrow(), record.partition());
        return appender.send(record)
                .onSuccess(metadata -> admission.granted())
                .map(metadata -> lane.at(metadata.offset()))
                .recover(failure -> {
                    admission.refused(failure);
                    return Future.failedFuture(new AppendFailedException(lane, failure));
                });
    }

    private Future<EventReader> reader(String name, Map<TopicLane, Optional<Long>> from, LaneHandler handler) {
        LaneCare care = new LaneCare(name, metrics, Optional.empty());
        return onContext(() -> new EventReader(
                        vertx, lonely(), settings, lane -> new Lane(lane, handler, care, vertx), admission)
                .start(from));
    }

    private KafkaConsumer<String, Fetched.Decoded> lonely() {
        return new KafkaConsumer<>(settings.reader(), new StringDeserializer(), new EventCodec.Deserializer());
    }

    /** Readers live on the caller's context, or on one of their own if the caller has none. */
    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        context.runOnContext(
                v -> Future.succeededFuture().compose(w -> work.get()).onComplete(promise));
        return promise.future();
    }
}
