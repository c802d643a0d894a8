package health.countersign.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A transaction that its coordinator forgot: nobody ends it but an operator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HangingTransactionIT {
    private static final String HANGING = "hanging";
    private static final String BUSY = "busy";
    private static final Duration SOON = Duration.ofMinutes(3);

    private KafkaCluster cluster;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        cluster = KafkaCluster.start(ClusterSettings.in(directory, 1));
        try (Admin admin = Admin.create(properties())) {
            List<NewTopic> topics = List.of(new NewTopic(HANGING, 1, (short) 1), new NewTopic(BUSY, 1, (short) 1));
            admin.createTopics(topics).all().get();
        }
    }

    @AfterAll
    void stop() {
        cluster.brokers().forEach(cluster::kill);
    }

    @Test
    void anOperatorFindsItEndsItAndReadingGoesOn() throws Exception {
        leaveOneOpen();
        append("after");
        assertThat(read()).isEmpty();

        try (HangingTransactions transactions = new HangingTransactions(properties())) {
            await().atMost(SOON)
                    .until(() ->
                            !transactions.find(List.of(HANGING), Duration.ZERO).isEmpty());
            var hanging = transactions.find(List.of(HANGING), Duration.ZERO);
            assertThat(hanging)
                    .singleElement()
                    .satisfies(one -> assertThat(one.partition()).isEqualTo(new TopicPartition(HANGING, 0)));

            transactions.abort(hanging.get(0));

            await().atMost(SOON).untilAsserted(() -> assertThat(read()).containsExactly("after"));
            assertThat(transactions.find(List.of(HANGING), Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void aTransactionThatIsUnderWayIsNotTakenForOne() throws Exception {
        try (var producer = producer(Map.of("transactional.id", "busy"));
                HangingTransactions transactions = new HangingTransactions(properties())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(BUSY, "story")).get();

            assertThat(transactions.find(List.of(BUSY), Duration.ZERO)).isEmpty();
            producer.commitTransaction();
        }
    }

    /** What the marker that was left out makes: open in the partition, and unknown to whoever could end it. */
    private void leaveOneOpen() throws Exception {
        var producer = producer(Map.of("transactional.id", "forgotten"));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(HANGING, "before")).get();
        try (Admin admin = Admin.create(properties())) {
            admin.deleteTopics(List.of("__transaction_state")).all().get();
        }
        producer.close(Duration.ZERO);
    }

    private void append(String value) throws Exception {
        try (var producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(HANGING, value)).get();
        }
    }

    /** What somebody sees who reads committed records only, up to where he may. */
    private List<String> read() {
        Map<String, Object> config = properties();
        config.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(HANGING, 0)));
            consumer.seekToBeginning(consumer.assignment());
            List<ConsumerRecord<String, String>> seen =
                    consumer.poll(Duration.ofSeconds(2)).records(new TopicPartition(HANGING, 0));
            return seen.stream().map(ConsumerRecord::value).toList();
        }
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> config = properties();
        config.putAll(more);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    private Map<String, Object> properties() {
        return new HashMap<>(cluster.properties(KafkaCluster.OPERATOR));
    }
}
