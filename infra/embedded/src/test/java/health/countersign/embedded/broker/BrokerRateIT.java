package health.countersign.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures, and prints, how long one record takes to be acknowledged. */
class BrokerRateIT {
    private static final int RECORDS = 1_500;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void oneRecordAtATime(BrokerDurability durability) throws Exception {
        long start = System.nanoTime();
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, 0, durability))) {
            System.out.printf(Locale.ROOT, "broker up after %.1f s%n", (System.nanoTime() - start) / 1e9);
            TestClients.createTopic(broker.bootstrapServers(), 1);
            long[] nanos = new long[RECORDS];
            try (KafkaProducer<String, String> producer = TestClients.producer(broker.bootstrapServers(), Map.of())) {
                for (int i = 0; i < RECORDS; i++) {
                    long sent = System.nanoTime();
                    producer.send(new ProducerRecord<>(TestClients.TOPIC, "x".repeat(2_000)))
                            .get();
                    nanos[i] = System.nanoTime() - sent;
                }
            }
            long[] warm = Arrays.copyOfRange(nanos, RECORDS / 3, RECORDS);
            Arrays.sort(warm);
            System.out.printf(
                    Locale.ROOT,
                    "%s, 2 KB, acks=all: p50 %.2f ms, p99 %.2f ms%n",
                    durability,
                    warm[warm.length / 2] / 1e6,
                    warm[warm.length * 99 / 100] / 1e6);
            assertThat(broker.port()).isPositive();
        }
    }
}
