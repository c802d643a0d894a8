package health.countersign.validator.stream;

import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.settings.Default;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How the lanes' processors run.
 *
 * @param directory where each process keeps its own copy of the lanes' state; it may be lost
 * @param application all validators of a consortium have the same
 * @param threads lanes that are worked on beside each other
 * @param standbys further copies of each lane's state on other processes
 * @param commit how often what was said becomes visible, if no batch that others wait for makes it visible at once
 * @param session how long a dead process keeps its lanes
 */
public record StreamsSettings(
        Path directory,
        @Default(APPLICATION) String application,
        @Default("4") int threads,
        @Default("1") int standbys,
        @Default("100ms") Duration commit,
        @Default("6s") Duration session) {
    /** What validators call themselves if nobody says otherwise; groups and topics of theirs begin with it. */
    public static final String APPLICATION = "countersign-validator";

    private static final long CACHE_BYTES = 32L * 1024 * 1024;

    public StreamsSettings {
        if (threads < 1 || standbys < 0 || commit.toMillis() < 1 || session.toMillis() < 1_000) {
            throw new IllegalArgumentException("must have a thread, no negative standbys, and a second of session");
        }
    }

    /** Everything but the directory at its default. */
    public static StreamsSettings in(Path directory) {
        return new StreamsSettings(directory, APPLICATION, 4, 1, Duration.ofMillis(100), Duration.ofSeconds(6));
    }

    /** What Kafka Streams is told, for this log. */
    Properties properties(KafkaSettings kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka.common());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replication());
        kafka.confirming()
                .ifPresent(copies -> properties.put(StreamsConfig.topicPrefix("min.insync.replicas"), copies));
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.toMillis());
        // What changes several times between two commits is written once; nothing that is said waits for it.
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        // A poll ends when something comes; where nothing comes, each costs, and only the commit waits for its end.
        properties.put(StreamsConfig.POLL_MS_CONFIG, 25L);
        // What the brokers have is taken in the order of append time; nobody waits for what they do not have yet.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
        consumer(properties);
        producer(properties);
        return properties;
    }

    private void consumer(Properties properties) {
        properties.put(main(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) session.toMillis());
        properties.put(main(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), (int) (session.toMillis() / 4));
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 1);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                KafkaSettings.FETCH_BYTES);
    }

    private void producer(Properties properties) {
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 2);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), KafkaSettings.MAX_MESSAGE_BYTES);
        // Brokers do not know a producer before its first request is done, and refuse those that follow meanwhile.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // A transaction that a dead process left open hides what comes after it for so long.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int) session.toMillis());
    }

    private static String main(String name) {
        return StreamsConfig.mainConsumerPrefix(name);
    }
}
