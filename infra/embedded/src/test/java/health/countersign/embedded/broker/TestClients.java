package health.countersign.embedded.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plain Kafka clients for the tests of the broker. */
final class TestClients {
    static final String TOPIC = "countersign.tests.v1";

    private TestClients() {}

    static void createTopic(String bootstrap, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** What a group has committed, as soon as no transaction can change it any more; fails after two minutes. */
    static Map<TopicPartition, OffsetAndMetadata> stableOffsets(String bootstrap, String group) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            ListConsumerGroupOffsetsOptions stable = new ListConsumerGroupOffsetsOptions()
                    .requireStable(true)
                    .timeoutMs((int) Duration.ofMinutes(2).toMillis());
            return admin.listConsumerGroupOffsets(group, stable)
                    .partitionsToOffsetAndMetadata()
                    .get();
        }
    }

    static KafkaProducer<String, String> producer(String bootstrap, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", bootstrap, "acks", "all"));
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    static KafkaConsumer<String, String> consumer(String bootstrap, String group) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false);
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(TOPIC));
        return consumer;
    }

    /** Reads at least so many values, or what is there within a minute. */
    static List<String> read(KafkaConsumer<String, String> consumer, int atLeast) {
        List<String> values = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (values.size() < atLeast && System.nanoTime() < end) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                values.add(record.value());
            }
        }
        return values;
    }

    /** The same for a group of its own. */
    static List<String> read(String bootstrap, String group, int atLeast) {
        try (KafkaConsumer<String, String> consumer = consumer(bootstrap, group)) {
            return read(consumer, atLeast);
        }
    }

    /** Reads until all of these were read, or what is there within a minute. */
    static Set<String> readUntil(String bootstrap, String group, Collection<String> expected) {
        Set<String> values = new HashSet<>();
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        try (KafkaConsumer<String, String> consumer = consumer(bootstrap, group)) {
            while (!values.containsAll(expected) && System.nanoTime() < end) {
                values.addAll(read(consumer, 1));
            }
        }
        return values;
    }
}
