package health.countersign.kafka;

import static health.countersign.kafka.ThreeBrokers.await;
import static health.countersign.kafka.ThreeBrokers.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import health.countersign.domain.Subject;
import health.countersign.platform.access.Principal.Part;
import health.countersign.platform.log.EventCodec;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicLane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A broker dies without a word while records flow: what was acknowledged is there, and work goes on. Records go where
 * no service of another test hears them.
 */
@ExtendWith(ThreeBrokers.class)
class BrokerLossIT {
    private static final int MORE_APPENDED = 50;
    private static final int MORE_TRANSACTED = 10;
    private static final Subject OF_ANY_CHANGE = new Subject(
            new ChangeId("ab".repeat(32)),
            new CardId("00000000-0000-4000-8000-000000000001"),
            Section.MEDICAL,
            new OrganizationId("north"));
    /** Numbers of other tests and of other records are smaller. */
    private static final AtomicInteger NUMBERS = new AtomicInteger(1_000_000);

    private final Queue<Integer> appended = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> transacted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean done = new AtomicBoolean();
    private EventLog log;
    private Thread transactions;

    @BeforeEach
    void beginToWrite(ThreeBrokers brokers) {
        brokers.cluster().awaitInSync(ThreeBrokers.SOON);
        log = EventLog.open(brokers.vertx(), brokers.settings(north(Part.MEMBER)), new SimpleMeterRegistry());
        brokers.vertx().runOnContext(v -> appendOneAfterTheOther(0));
        brokers.vertx().runOnContext(v -> appendOneAfterTheOther(1));
        transactions = new Thread(() -> transactOneAfterTheOther(brokers), "transactions");
        transactions.start();
    }

    @AfterEach
    void closeLog(ThreeBrokers brokers) {
        done.set(true);
        await(log.close());
        brokers.cluster().brokers().forEach(brokers.cluster()::restart);
        brokers.cluster().awaitServing(ThreeBrokers.SOON);
    }

    @Test
    void aLeaderThatDiesTakesNothingAcknowledgedWithIt(ThreeBrokers brokers) throws Exception {
        KafkaCluster cluster = brokers.cluster();
        int other = 1 + cluster.controller() % 3;

        assertNothingIsLostWithout(other, brokers);
    }

    @Test
    void theControllersLeaderThatDiesTakesNothingAcknowledgedWithIt(ThreeBrokers brokers) throws Exception {
        int leader = brokers.cluster().controller();

        assertNothingIsLostWithout(leader, brokers);

        assertThat(brokers.cluster().controller()).isNotEqualTo(leader);
    }

    private void assertNothingIsLostWithout(int broker, ThreeBrokers brokers) throws InterruptedException {
        awaitMore();
        brokers.cluster().kill(broker);
        awaitMore();
        brokers.cluster().restart(broker);
        brokers.cluster().awaitServing(ThreeBrokers.SOON);
        awaitMore();
        done.set(true);
        transactions.join();

        assertThat(read(brokers, Topic.DEAD_LETTERS)).containsAll(appended);
        assertThat(read(brokers, Topic.BATCHES)).containsAll(transacted);
    }

    /** Both kinds of producers get on by so many records. */
    private void awaitMore() {
        int appends = appended.size() + MORE_APPENDED;
        int numbers = transacted.size() + MORE_TRANSACTED;
        await().atMost(ThreeBrokers.SOON).until(() -> appended.size() >= appends && transacted.size() >= numbers);
    }

    /** What a member does, but as fast as it can: what fails is appended again, under its own number. */
    private void appendOneAfterTheOther(int lane) {
        append(lane, NUMBERS.incrementAndGet()).onComplete(v -> {
            if (!done.get()) {
                appendOneAfterTheOther(lane);
            }
        });
    }

    private Future<?> append(int lane, int number) {
        return log.append(Topic.DEAD_LETTERS, lane, "key", numbered(number))
                .onSuccess(position -> appended.add(number));
    }

    /** What a validator's Kafka Streams does: a number counts as acknowledged once its transaction is. */
    private void transactOneAfterTheOther(ThreeBrokers brokers) {
        String id = ThreeBrokers.APPLICATION + "-" + NUMBERS.incrementAndGet();
        while (!done.get()) {
            try (var producer = brokers.producer(north(Part.VALIDATOR), Map.of("transactional.id", id))) {
                producer.initTransactions();
                while (!done.get()) {
                    List<Integer> numbers = List.of(NUMBERS.incrementAndGet(), NUMBERS.incrementAndGet());
                    transact(producer, numbers);
                    transacted.addAll(numbers);
                }
            } catch (KafkaException expected) { // goes on with another producer, as Kafka Streams does
            }
        }
    }

    private static void transact(KafkaProducer<byte[], byte[]> producer, List<Integer> numbers) {
        producer.beginTransaction();
        for (int number : numbers) {
            var unused = producer.send(
                    new ProducerRecord<>( // the commit fails if this did
                            Topic.BATCHES.wire(),
                            number % ThreeBrokers.LANES,
                            new byte[] {'k'},
                            EventCodec.encode(numbered(number))));
        }
        producer.commitTransaction();
    }

    private static List<Event> numbered(int number) {
        return List.of(new ProposalExpired(OF_ANY_CHANGE, Instant.ofEpochMilli(number)));
    }

    /** Every number that an operator finds who reads from the beginning only what was committed. */
    private static Set<Integer> read(ThreeBrokers brokers, Topic topic) {
        EventLog reading =
                EventLog.open(brokers.vertx(), brokers.settings(KafkaCluster.OPERATOR), new SimpleMeterRegistry());
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        var reader = await(reading.readAll("loss", TopicLane.all(Set.of(topic), ThreeBrokers.LANES), poll -> {
            poll.events()
                    .forEach(event -> numbers.add(
                            (int) ((ProposalExpired) event).deadline().toEpochMilli()));
            return Future.succeededFuture();
        }));
        await(reader.caughtUp());
        await(reader.close());
        await(reading.close());
        return numbers;
    }
}
