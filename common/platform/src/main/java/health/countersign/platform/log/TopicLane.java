package health.countersign.platform.log;

import health.countersign.domain.Event;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** One lane of one topic: within it, and only within it, records have an order. */
public record TopicLane(Topic topic, int lane) {
    public Position at(long offset) {
        return new Position(topic, lane, offset);
    }

    /** Whether an event may stand here: one that says that it is of another lane was copied by somebody. */
    public boolean isPlaceOf(Event event) {
        OptionalInt stated = event.statedLane();
        return stated.isEmpty() || stated.getAsInt() == lane;
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
