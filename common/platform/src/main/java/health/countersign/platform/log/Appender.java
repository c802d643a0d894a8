package health.countersign.platform.log;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaWriteStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records, with an idempotent producer that waits for all replicas. Kafka's producer never recovers when brokers
 * refused it before it had its number; so one that was refused is given up and another takes its place.
 */
final class Appender {
    private static final long CLOSE_MILLIS = 10_000;
    private static final long REPLACE_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    private final Vertx vertx;
    private final KafkaSettings settings;
    private KafkaWriteStream<String, byte[]> producer;
    private boolean replacing;
    private boolean closed;

    Appender(Vertx vertx, KafkaSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.producer = open();
    }

    Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        return current().send(record).onFailure(failure -> {
            if (failure instanceof AuthenticationException || failure.getCause() instanceof AuthenticationException) {
                replaceSoon();
            }
        });
    }

    /** Waits for what was sent. */
    Future<Void> close() {
        return end().close(CLOSE_MILLIS);
    }

    private synchronized KafkaWriteStream<String, byte[]> current() {
        return producer;
    }

    private synchronized KafkaWriteStream<String, byte[]> end() {
        closed = true;
        return producer;
    }

    private synchronized void replaceSoon() {
        if (!replacing && !closed) {
            replacing = true;
            vertx.setTimer(REPLACE_MILLIS, timer -> replace());
        }
    }

    private synchronized void replace() {
        replacing = false;
        if (!closed) {
            producer.close(1)
                    .onFailure(failure -> LOG.atDebug().setCause(failure).log("a refused producer"));
            producer = open();
        }
    }

    private KafkaWriteStream<String, byte[]> open() {
        var kafka = new KafkaProducer<>(settings.producer(), new StringSerializer(), new ByteArraySerializer());
        KafkaWriteStream<String, byte[]> stream = KafkaWriteStream.create(vertx, kafka);
        stream.exceptionHandler(failure -> LOG.atWarn()
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("the log did not take a record"));
        return stream;
    }
}
