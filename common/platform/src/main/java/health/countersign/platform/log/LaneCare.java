package health.countersign.platform.log;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to records that fail. A group sends poison to {@link Topic#DEAD_LETTERS}, byte for byte, with headers
 * {@code reason}, {@code source} and {@code reader}; a lone reader steps over it, as the groups have parked it. Bytes
 * are never logged.
 */
final class LaneCare implements Lane.Care {
    /** Of a record that no producer of ours can have written, this much is kept as evidence. */
    static final int MAX_KEPT_BYTES = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(LaneCare.class);

    private final String reader;
    private final LogMetrics metrics;
    private final Optional<EventLog> deadLetters;

    LaneCare(String reader, LogMetrics metrics, Optional<EventLog> deadLetters) {
        this.reader = reader;
        this.metrics = metrics;
        this.deadLetters = deadLetters;
    }

    @Override
    public Future<Void> park(Fetched record, String reason) {
        Position position = record.position();
        LOG.atWarn()
                .addKeyValue("reader", reader)
                .addKeyValue("position", position)
                .addKeyValue("reason", reason)
                .log("a record cannot be processed");
        return deadLetters
                .map(log -> log.send(letter(record, reason)).<Void>mapEmpty())
                .orElseGet(Future::succeededFuture)
                .onSuccess(v -> metrics.parked(reader, position.topicLane()));
    }

    @Override
    public void failed(TopicLane lane, Throwable failure, int failures) {
        metrics.failed(reader, lane);
        LOG.atWarn()
                .addKeyValue("reader", reader)
                .addKeyValue("lane", lane)
                .addKeyValue("failures", failures)
                .setCause(failure)
                .log("a handler failed; the same records come again");
    }

    @Override
    public void handled(TopicLane lane, List<Fetched> poll) {
        if (!poll.isEmpty() && poll.get(0).sound()) {
            metrics.handled(reader, lane, poll.size(), poll.get(0).appendTime());
        }
    }

    private ProducerRecord<String, byte[]> letter(Fetched record, String reason) {
        byte[] bytes = record.content().bytes();
        byte[] kept = bytes.length > MAX_KEPT_BYTES ? Arrays.copyOf(bytes, MAX_KEPT_BYTES) : bytes;
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                Topic.DEAD_LETTERS.wire(), record.position().lane(), record.key(), kept);
        header(letter, "reason", reason);
        header(letter, "source", record.position().toString());
        header(letter, "reader", reader);
        header(letter, "size", String.valueOf(bytes.length));
        return letter;
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
