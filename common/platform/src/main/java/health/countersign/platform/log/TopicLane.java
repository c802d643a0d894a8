package health.countersign.platform.log;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** One lane of one topic: within it, and only within it, records have an order. */
public record TopicLane(Topic topic, int lane) {
    public Position at(long offset) {
        return new Position(topic, lane, offset);
    }

    /** Every lane of these topics. */
    public static Set<TopicLane> all(Collection<Topic> topics, int lanes) {
        return topics.stream()
                .flatMap(topic -> IntStream.range(0, lanes).mapToObj(lane -> new TopicLane(topic, lane)))
                .collect(Collectors.toUnmodifiableSet());
    }

    TopicPartition partition() {
        return new TopicPartition(topic.wire(), lane);
    }

    static TopicLane of(TopicPartition partition) {
        return new TopicLane(Topic.of(partition.topic()).orElseThrow(), partition.partition());
    }

    @Override
    public String toString() {
        return topic.wire() + "/" + lane;
    }
}
