package health.countersign.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/** The cluster as its operator sees it; a question that nobody answers in time is a no. */
final class ClusterView implements AutoCloseable {
    private static final int ANSWER_MILLIS = 5_000;

    private final Admin admin;

    ClusterView(Map<String, Object> properties) {
        Map<String, Object> impatient = new HashMap<>(properties);
        impatient.put("request.timeout.ms", ANSWER_MILLIS / 2);
        impatient.put("default.api.timeout.ms", ANSWER_MILLIS);
        impatient.put("reconnect.backoff.max.ms", 500);
        admin = Admin.create(impatient);
    }

    /** Whether the controllers count this broker among those that serve. */
    boolean has(int broker) {
        try {
            return answer(admin.describeCluster().nodes()).stream()
                    .map(Node::id)
                    .anyMatch(id -> id == broker);
        } catch (TimeoutException | ExecutionException nobodyAnswers) {
            return false;
        }
    }

    /** Whether every partition, Kafka's own included, has so many copies in sync. */
    boolean inSync(int copies) {
        try {
            var names = answer(
                    admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
            return answer(admin.describeTopics(names).allTopicNames()).values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.isr().size() >= copies);
        } catch (TimeoutException | ExecutionException nobodyAnswers) {
            return false;
        }
    }

    /** The node whose controller leads. */
    int controller() {
        try {
            return answer(admin.describeMetadataQuorum().quorumInfo()).leaderId();
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("no broker knows a leading controller", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T answer(KafkaFuture<T> future) throws TimeoutException, ExecutionException {
        try {
            return future.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
