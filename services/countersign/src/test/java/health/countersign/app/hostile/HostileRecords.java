package health.countersign.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.platform.log.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Records of somebody who may write to every topic. */
final class HostileRecords {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final List<Topic> FLOW =
            List.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.BATCHES, Topic.SEALS, Topic.OUTCOMES);
    private static final List<byte[]> JUNK = List.of(
            new byte[0],
            new byte[] {0, (byte) 0xC0, (byte) 0xAF},
            utf8("not json"),
            utf8("{\"v\":1,\"events\":[]}"),
            utf8("{\"v\":2,\"events\":[{}]}"),
            utf8("{\"v\":1,\"events\":[{\"type\":\"no-such-thing\"}]}"),
            utf8("{\"v\":1,\"v\":1,\"events\":[{\"type\":\"ticked\",\"lane\":0}]}"),
            utf8("{\"v\":1,\"events\":[{\"type\":\"ticked\",\"lane\":9007199254740993}]}"),
            utf8("{\"v\":1,\"events\":[{\"type\":\"ticked\",\"lane\":0}"),
            utf8("[".repeat(100_000)),
            utf8("{\"v\":1,\"events\":[{\"type\":\"" + "x".repeat(900_000) + "\"}]}"));

    private final String brokers;
    private final int lanes;

    HostileRecords(String brokers, int lanes) {
        this.brokers = brokers;
        this.lanes = lanes;
    }

    /** Bytes that are no event in every lane of every topic, with keys and without, and records without a value. */
    void junk() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            for (int lane : lanesOf(topic)) {
                JUNK.forEach(junk -> records.add(new ProducerRecord<>(topic.wire(), lane, utf8("key"), junk)));
                records.add(new ProducerRecord<>(topic.wire(), lane, new byte[] {(byte) 0xFF}, JUNK.get(1)));
                records.add(new ProducerRecord<>(topic.wire(), lane, utf8("key"), null));
                if (topic.keep() != Topic.Keep.LATEST) {
                    records.add(new ProducerRecord<>(topic.wire(), lane, null, JUNK.get(2)));
                }
            }
        }
        send(records);
    }

    /** All that was ever said, once more where it was, in every other lane, and in every other topic. */
    void copies() {
        List<ConsumerRecord<byte[], byte[]>> said = said();
        assertThat(said).isNotEmpty();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : said) {
            for (int lane = 0; lane < lanes; lane++) {
                records.add(new ProducerRecord<>(record.topic(), lane, record.key(), record.value()));
            }
            for (Topic topic : FLOW) {
                records.add(new ProducerRecord<>(topic.wire(), record.partition(), record.key(), record.value()));
            }
        }
        send(records);
    }

    private List<Integer> lanesOf(Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.partitionsFor(topic.wire()).stream()
                    .map(partition -> partition.partition())
                    .toList();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> said() {
        List<ConsumerRecord<byte[], byte[]>> said = new ArrayList<>();
        List<TopicPartition> all = new ArrayList<>();
        FLOW.forEach(topic -> {
            for (int lane = 0; lane < lanes; lane++) {
                all.add(new TopicPartition(topic.wire(), lane));
            }
        });
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(said::add);
            }
        }
        return said;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "max.request.size", 1_400_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.forEach(record -> sent.add(producer.send(record)));
        }
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException refused) {
                throw new AssertionError("the broker refused what was to be hostile", refused);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
