package health.countersign.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
    private static final int LANES = 8;
    private static final List<TopicPlan> PLAN = TopicPlan.of(settings(3), LANES);

    @Test
    void everyTopicIsOnTheListWithAPartitionForEachLane() {
        assertThat(PLAN).extracting(TopicPlan::topic).containsExactly(Topic.values());
        assertThat(PLAN).extracting(TopicPlan::partitions).containsOnly(LANES);
    }

    @Test
    void ofThreeCopiesTwoConfirmAndOfOneThatOne() {
        assertThat(PLAN)
                .allMatch(topic -> topic.config().get("min.insync.replicas").equals("2"));
        assertThat(TopicPlan.of(settings(1), LANES))
                .allMatch(topic -> topic.config().get("min.insync.replicas").equals("1"));
        assertThat(TopicPlan.of(settings(-1), LANES))
                .noneMatch(topic -> topic.config().containsKey("min.insync.replicas"));
    }

    @Test
    void aRowForPeopleSaysHowLongRecordsAreKept() {
        assertThat(TopicPlan.rows(PLAN))
                .contains(List.of("countersign.proposals.v1", "8", "3", "2", "delete", "for ever", "1400000"))
                .contains(List.of("countersign.seals.v1", "8", "3", "2", "delete", "30 days", "1400000"))
                .contains(List.of("countersign.subscriptions.v1", "8", "3", "2", "compact", "for ever", "1400000"));
    }

    @Test
    void aTopicThatIsAsItMustBeHasNoFaultAndRetentionIsTheOperators() {
        TopicPlan topic = PLAN.get(1);
        Map<String, String> found = new HashMap<>(topic.config());
        found.put("retention.ms", "1000");

        assertThat(topic.faults(LANES, 3, found)).isEmpty();
    }

    @Test
    void everyFaultIsNamed() {
        TopicPlan topic = PLAN.get(1);
        Map<String, String> found = new HashMap<>(topic.config());
        found.put("min.insync.replicas", "1");
        found.put("max.message.bytes", "1048588");

        assertThat(topic.faults(LANES - 1, 1, found))
                .containsExactly(
                        "countersign.answers.v1 has 7 partitions, not 8",
                        "countersign.answers.v1 has 1 copies, not 3",
                        "countersign.answers.v1 has max.message.bytes=1048588, not 1400000",
                        "countersign.answers.v1 has min.insync.replicas=1, not 2");
    }

    private static KafkaSettings settings(int replication) {
        KafkaSettings base = KafkaSettings.at("127.0.0.1:9092");
        return new KafkaSettings(
                base.bootstrapServers(),
                replication,
                Duration.ofDays(30),
                base.linger(),
                base.fetchWait(),
                base.gather(),
                base.commitInterval(),
                base.deliveryTimeout(),
                base.client());
    }
}
