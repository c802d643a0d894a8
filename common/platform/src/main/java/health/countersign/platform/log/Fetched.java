package health.countersign.platform.log;

import health.countersign.domain.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as it came: with its bytes, kept until it is done, and what they say. */
record Fetched(Position position, Instant appendTime, String key, Decoded content) {
    /** What the bytes of a value say: events, or the reason why they say nothing. */
    static final class Decoded {
        private final byte[] bytes;
        private final List<Event> events;
        private final Optional<String> fault;

        Decoded(byte[] bytes, List<Event> events) {
            this.bytes = bytes;
            this.events = events;
            this.fault = Optional.empty();
        }

        Decoded(byte[] bytes, String fault) {
            this.bytes = bytes;
            this.events = List.of();
            this.fault = Optional.of(fault);
        }

        Decoded on(TopicLane lane) {
            return events.stream().allMatch(lane::isPlaceOf) ? this : new Decoded(bytes, "record-of-another-lane");
        }

        byte[] bytes() {
            return bytes;
        }

        Optional<String> fault() {
            return fault;
        }
    }

    static Fetched of(ConsumerRecord<String, Decoded> record) {
        TopicLane lane = new TopicLane(Topic.of(record.topic()).orElseThrow(), record.partition());
        Decoded content = record.value() == null ? EventCodec.Deserializer.NOTHING : record.value();
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        return new Fetched(lane.at(record.offset()), appended, record.key(), content.on(lane));
    }

    boolean sound() {
        return content.fault.isEmpty();
    }

    Recorded recorded() {
        return new Recorded(position, appendTime, content.events);
    }

    int size() {
        return content.bytes.length;
    }
}
