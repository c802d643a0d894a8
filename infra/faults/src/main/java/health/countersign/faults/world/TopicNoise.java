package health.countersign.faults.world;

import health.countersign.platform.log.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends to topics what nobody meant to say: records again, and junk. Blocks. */
final class TopicNoise {
    private static final List<Topic> FLOW =
            List.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.BATCHES, Topic.SEALS, Topic.OUTCOMES);
    private static final int LAST = 200;
    private static final int AGAIN = 40;
    private static final int LONGEST_KEY = 100_000;
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final List<byte[]> JUNK = List.of(
            new byte[0],
            new byte[] {0},
            "not json".getBytes(StandardCharsets.UTF_8),
            "{\"v\":1,\"events\":[]}".getBytes(StandardCharsets.UTF_8),
            "{\"v\":2,\"events\":[{}]}".getBytes(StandardCharsets.UTF_8),
            "{\"v\":1,\"events\":[{\"type\":\"NoSuchThing\"}]}".getBytes(StandardCharsets.UTF_8),
            "{\"v\":1,\"v\":1,\"events\":[{\"type\":\"ChangeCommitted\"}]}".getBytes(StandardCharsets.UTF_8),
            "{\"v\":9007199254740993.0,\"events\":NaN}".getBytes(StandardCharsets.UTF_8),
            "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
            ("{\"v\":1,\"events\":[{\"type\":\"" + "x".repeat(900_000) + "\"}]}").getBytes(StandardCharsets.UTF_8));

    private final Map<String, Object> client = new HashMap<>();
    private final int lanes;

    TopicNoise(Map<String, Object> operator, int lanes) {
        this.lanes = lanes;
        client.putAll(operator);
        client.put("max.request.size", 1_400_000);
        client.put("max.block.ms", 60_000);
    }

    /** One piece of junk, chosen at random, in every lane of every topic. */
    void poison(Random random) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (Topic topic : Topic.values()) {
                for (int lane = 0; lane < lanes; lane++) {
                    byte[] junk = JUNK.get(random.nextInt(JUNK.size()));
                    byte[] key = random.nextBoolean() ? null : Arrays.copyOf(junk, Math.min(junk.length, LONGEST_KEY));
                    if (key == null && topic.keep() == Topic.Keep.LATEST) {
                        key = new byte[] {1};
                    }
                    int partition = topic.keep() == Topic.Keep.LATEST ? 0 : lane;
                    sent.add(producer.send(new ProducerRecord<>(topic.wire(), partition, key, junk)));
                }
            }
        }
        requireTaken(sent);
    }

    /** Some of the last records of each topic of the flow, once more. */
    void repeat(Random random) {
        List<ConsumerRecord<byte[], byte[]>> last = last();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int n = 0; n < AGAIN && !last.isEmpty(); n++) {
                ConsumerRecord<byte[], byte[]> record = last.get(random.nextInt(last.size()));
                sent.add(producer.send(new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value(), record.headers())));
            }
        }
        requireTaken(sent);
    }

    /** Closing a producer waits until everything is sent or has failed. */
    private static void requireTaken(List<Future<RecordMetadata>> sent) {
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException refused) {
                throw new IllegalStateException("the log did not take what was to disturb it", refused);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> last() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<String, Object> reading = new HashMap<>(client);
        reading.keySet().removeAll(List.of("max.request.size", "max.block.ms"));
        reading.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            FLOW.forEach(topic -> {
                for (int lane = 0; lane < lanes; lane++) {
                    partitions.add(new TopicPartition(topic.wire(), lane));
                }
            });
            consumer.assign(partitions);
            consumer.endOffsets(partitions)
                    .forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - LAST)));
            consumer.poll(POLL).forEach(records::add);
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
