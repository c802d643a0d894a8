package health.countersign.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.embedded.ChildProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerKillIT {
    private static final String READY = "kafka (\\S+), cluster (\\S+),";
    private static final int PARTITIONS = 4;
    private static final int MANY = 40_000;
    private static final int OPEN_TRANSACTIONS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    private final Queue<Future<RecordMetadata>> sent = new ConcurrentLinkedQueue<>();

    @TempDir
    Path directory;

    @Test
    void acknowledgedRecordsSurviveAKillInTheMiddleOfWork() throws Exception {
        ChildProgram broker = start();
        String bootstrap = broker.ready(1);
        String clusterId = broker.ready(2);
        TestClients.createTopic(bootstrap, PARTITIONS);
        try (KafkaProducer<String, String> producer = TestClients.producer(bootstrap, Map.of("linger.ms", 0))) {
            sendInTheBackground(producer);
            Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.size() > 2_000);

            broker.kill();
            List<String> before = List.copyOf(acknowledged);
            broker = start();

            assertThat(broker.ready(1)).as("address").isEqualTo(bootstrap);
            assertThat(broker.ready(2)).as("cluster").isEqualTo(clusterId);
            assertThat(TestClients.readUntil(bootstrap, "first", before)).containsAll(before);
            Awaitility.await().atMost(PATIENCE).until(() -> sent.size() == MANY);
            producer.flush();
            assertThat(acknowledged).as("work went on after the kill").hasSizeGreaterThan(before.size());
            assertThat(TestClients.readUntil(bootstrap, "second", acknowledged)).containsAll(acknowledged);
        } finally {
            assertThat(broker.stop()).as("exit code after SIGTERM").isIn(0, 143);
        }
    }

    @Test
    void aGroupGoesOnWhereItWasBeforeTheKill() throws Exception {
        ChildProgram broker = start();
        String bootstrap = broker.ready(1);
        TestClients.createTopic(bootstrap, 1);
        try (KafkaProducer<String, String> producer = TestClients.producer(bootstrap, Map.of())) {
            producer.send(new ProducerRecord<>(TestClients.TOPIC, "before")).get();
            try (KafkaConsumer<String, String> consumer = TestClients.consumer(bootstrap, "g")) {
                assertThat(TestClients.read(consumer, 1)).containsExactly("before");
                consumer.commitSync();
            }

            broker.kill();
            broker = start();

            producer.send(new ProducerRecord<>(TestClients.TOPIC, "after")).get();
            assertThat(TestClients.read(bootstrap, "g", 1)).containsExactly("after");
        } finally {
            broker.close();
        }
    }

    @Test
    void aTransactionThatWasOpenAtTheKillIsNeverRead() throws Exception {
        ChildProgram broker = start();
        String bootstrap = broker.ready(1);
        TestClients.createTopic(bootstrap, 1);
        Map<String, Object> transactional = Map.of("transactional.id", "t");
        try (KafkaProducer<String, String> producer = TestClients.producer(bootstrap, transactional)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TestClients.TOPIC, "committed")).get();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TestClients.TOPIC, "open")).get();

            broker.kill();
            broker = start();

            try (KafkaProducer<String, String> successor = TestClients.producer(bootstrap, transactional)) {
                successor.initTransactions();
                successor.beginTransaction();
                successor.send(new ProducerRecord<>(TestClients.TOPIC, "next")).get();
                successor.commitTransaction();
            }
            assertThat(TestClients.read(bootstrap, "g", 2)).containsExactly("committed", "next");
        } finally {
            broker.close();
        }
    }

    /** The broker completes them while it starts, and must not forget any partition of theirs. */
    @Test
    void offsetsOfTransactionsThatWereOpenAtTheKillDoNotStayPending() throws Exception {
        ChildProgram broker = start();
        String bootstrap = broker.ready(1);
        TestClients.createTopic(bootstrap, PARTITIONS);
        List<KafkaProducer<String, String>> producers = new ArrayList<>();
        try {
            for (int i = 0; i < OPEN_TRANSACTIONS; i++) {
                producers.add(open(bootstrap, i));
            }

            broker.kill();
            broker = start();

            for (int i = 0; i < OPEN_TRANSACTIONS; i++) {
                assertThat(TestClients.stableOffsets(bootstrap, group(i))).isEmpty();
            }
            try (KafkaProducer<String, String> producer = TestClients.producer(bootstrap, Map.of())) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    producer.send(new ProducerRecord<>(TestClients.TOPIC, partition, null, "after " + partition))
                            .get();
                }
            }
            assertThat(TestClients.read(bootstrap, "reader", PARTITIONS))
                    .containsExactlyInAnyOrder("after 0", "after 1", "after 2", "after 3");
        } finally {
            producers.forEach(producer -> producer.close(Duration.ZERO));
            broker.close();
        }
    }

    /** A transaction with a record and an offset, which nobody ends in time. */
    private static KafkaProducer<String, String> open(String bootstrap, int number) throws Exception {
        KafkaProducer<String, String> producer = TestClients.producer(
                bootstrap, Map.of("transactional.id", "open-" + number, "transaction.timeout.ms", 1_000));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TestClients.TOPIC, number % PARTITIONS, null, "open"))
                .get();
        try (KafkaConsumer<String, String> consumer = TestClients.consumer(bootstrap, group(number))) {
            producer.sendOffsetsToTransaction(
                    Map.of(new TopicPartition(TestClients.TOPIC, 0), new OffsetAndMetadata(1)),
                    consumer.groupMetadata());
        }
        return producer;
    }

    private static String group(int number) {
        return "group-" + number;
    }

    private ChildProgram start() throws Exception {
        return ChildProgram.start(EmbeddedBrokerMain.class, READY, "--dir", directory.toString(), "--port", "0");
    }

    private void sendInTheBackground(KafkaProducer<String, String> producer) {
        Thread thread = new Thread(() -> IntStream.range(0, MANY).forEach(i -> send(producer, "record " + i, i)));
        thread.setDaemon(true);
        thread.start();
    }

    private void send(KafkaProducer<String, String> producer, String value, int number) {
        ProducerRecord<String, String> record =
                new ProducerRecord<>(TestClients.TOPIC, number % PARTITIONS, null, value);
        sent.add(producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.add(value);
            }
        }));
    }
}
