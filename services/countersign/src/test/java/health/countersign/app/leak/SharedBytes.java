package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.ledger.Ledger;
import health.countersign.ledger.Transaction;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What everybody can read: all records of all topics, all transactions of the ledger. */
public final class SharedBytes {
    private SharedBytes() {}

    /** The topics of which a record holds one of the texts. */
    public static Set<String> inTopics(Scan scan, String kafka) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        Set<String> found = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            int read = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    read++;
                    parts(record)
                            .filter(bytes -> bytes != null && scan.find(bytes).isPresent())
                            .forEach(bytes -> found.add(record.topic()));
                }
            }
            assertThat(read).isPositive();
        }
        return found;
    }

    private static Stream<byte[]> parts(ConsumerRecord<byte[], byte[]> record) {
        Stream<byte[]> headers = Stream.of(record.headers().toArray()).map(header -> header.value());
        return Stream.concat(Stream.of(record.key(), record.value()), headers);
    }

    /** The transactions that hold one of the texts. */
    public static Set<String> onLedger(Scan scan, Ledger ledger) {
        Set<String> found = new HashSet<>();
        Optional<Ledger.Block> block = ledger.block(1).await();
        for (long height = 2; block.isPresent(); height++) {
            for (Transaction tx : block.get().transactions()) {
                scan.find(tx.bytes()).ifPresent(canary -> found.add(tx.id()));
            }
            block = ledger.block(height).await();
        }
        return found;
    }
}
