package health.countersign.kafka;

import health.countersign.platform.operations.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Transactions that are open in a partition and that no coordinator will ever end there: who reads only what was
 * committed waits behind them for ever. Kafka's {@code kafka-transactions.sh find-hanging} and {@code abort} do the
 * same. Its methods block.
 */
public final class HangingTransactions implements AutoCloseable {
    /**
     * One of them.
     *
     * @param start offset of its first record; nobody reads on from there
     */
    public record Hanging(TopicPartition partition, long producer, int epoch, int coordinatorEpoch, long start) {}

    private final Admin admin;

    /** @param operator what a client of an operator is told, addresses included */
    public HangingTransactions(Map<String, Object> operator) {
        admin = Admin.create(operator);
    }

    /**
     * Those of all partitions of these topics.
     *
     * @param quiet for how long they have written nothing: at least the longest transaction that producers may make
     *     ({@code transaction.max.timeout.ms}, 15 minutes), or one that is only just ending is found as well
     */
    public List<Hanging> find(Collection<String> topics, Duration quiet) {
        Instant before = WallClock.system().instant().minus(quiet);
        List<TopicPartition> partitions = answer(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        List<Hanging> open = new ArrayList<>();
        answer(admin.describeProducers(partitions).all())
                .forEach((partition, found) -> found.activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .filter(producer ->
                                Instant.ofEpochMilli(producer.lastTimestamp()).isBefore(before))
                        .forEach(producer -> open.add(hanging(partition, producer))));
        return open.stream().filter(each -> !isKnown(each)).toList();
    }

    /** Ends it as if it had been given up: its records are never seen, and reading goes on after them. */
    public void abort(Hanging hanging) {
        answer(admin.abortTransaction(new AbortTransactionSpec(
                        hanging.partition(), hanging.producer(), (short) hanging.epoch(), hanging.coordinatorEpoch()))
                .all());
    }

    @Override
    public void close() {
        admin.close();
    }

    private static Hanging hanging(TopicPartition partition, ProducerState producer) {
        return new Hanging(
                partition,
                producer.producerId(),
                producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0),
                producer.currentTransactionStartOffset().orElseThrow());
    }

    /** Whether a coordinator has it under way, with this partition: then it will end there too. */
    private boolean isKnown(Hanging hanging) {
        Set<Long> producer = Set.of(hanging.producer());
        Optional<String> id =
                answer(admin.listTransactions(new ListTransactionsOptions().filterProducerIds(producer))
                                .all())
                        .stream()
                        .map(TransactionListing::transactionalId)
                        .findFirst();
        return id.map(name ->
                        answer(admin.describeTransactions(List.of(name)).all()).get(name))
                .filter(transaction ->
                        isUnderWay(transaction) && transaction.topicPartitions().contains(hanging.partition()))
                .isPresent();
    }

    private static boolean isUnderWay(TransactionDescription transaction) {
        return Set.of(TransactionState.ONGOING, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT)
                .contains(transaction.state());
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "brokers did not answer: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
