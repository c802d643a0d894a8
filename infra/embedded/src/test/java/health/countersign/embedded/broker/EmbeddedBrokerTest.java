package health.countersign.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.embedded.EmbeddedStartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void recordsPortAndClusterIdOutliveARestart() throws Exception {
        String clusterId;
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(directory))) {
            clusterId = broker.clusterId();
            port = broker.port();
            send(broker, "a");
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(directory))) {
            assertThat(broker.clusterId()).isEqualTo(clusterId);
            assertThat(broker.port()).isEqualTo(port);
            assertThat(TestClients.read(broker.bootstrapServers(), "g", 1)).containsExactly("a");
        }
    }

    @Test
    void aTransactionIsReadAsAWholeOrNotAtAll() throws Exception {
        Map<String, Object> transactional = Map.of("transactional.id", "t");
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(directory))) {
            TestClients.createTopic(broker.bootstrapServers(), 1);
            try (KafkaProducer<String, String> producer =
                    TestClients.producer(broker.bootstrapServers(), transactional)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TestClients.TOPIC, "dropped"))
                        .get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TestClients.TOPIC, "kept")).get();
                producer.commitTransaction();
            }

            assertThat(TestClients.read(broker.bootstrapServers(), "g", 1)).containsExactly("kept");
        }
    }

    @Test
    void everyBatchIsForcedToTheDiskIfAsked() throws Exception {
        BrokerSettings settings = new BrokerSettings(directory, 0, 0, BrokerDurability.POWER_LOSS);
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
            send(broker, "a");

            assertThat(TestClients.read(broker.bootstrapServers(), "g", 1)).containsExactly("a");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerSettings settings = BrokerSettings.in(directory).withPort(other.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("taken");
        }
    }

    @Test
    void aDirectoryInUseIsNamed() {
        BrokerSettings settings = BrokerSettings.in(directory);
        try (EmbeddedBroker first = EmbeddedBroker.start(settings)) {
            assertThat(first.port()).isPositive();

            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(directory.resolve("a-file"));

        assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(file.resolve("broker"))))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("cannot write");
    }

    @Test
    void damagedDataAreNamed() throws Exception {
        EmbeddedBroker.start(BrokerSettings.in(directory)).close();
        Files.writeString(directory.resolve("data").resolve("meta.properties"), "cluster.id=another\nversion=1\n");

        assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(directory)))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(directory.toString());
    }

    private static void send(EmbeddedBroker broker, String value) throws Exception {
        TestClients.createTopic(broker.bootstrapServers(), 1);
        try (KafkaProducer<String, String> producer = TestClients.producer(broker.bootstrapServers(), Map.of())) {
            producer.send(new ProducerRecord<>(TestClients.TOPIC, value)).get();
        }
    }
}
