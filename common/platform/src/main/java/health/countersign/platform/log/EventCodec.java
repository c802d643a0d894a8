package health.countersign.platform.log;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Event;
import health.countersign.domain.EventTree;
import health.countersign.domain.Fields;
import health.countersign.domain.MalformedException;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import java.util.List;
import java.util.Map;

/**
 * The value of a record: {@code {"v":1,"events":[{"type":"…",…}]}}, one event or more, written in canonical form and
 * read strictly. The types' names are {@link EventTree}'s.
 */
public final class EventCodec {
    private static final long VERSION = 1;
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(EventLog.MAX_RECORD_BYTES);

    private EventCodec() {}

    /** The bytes of one record. */
    public static byte[] encode(List<Event> events) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a record holds at least one event");
        }
        List<Map<String, Object>> trees = events.stream().map(EventTree::of).toList();
        return CanonicalJson.bytes(Map.of("v", VERSION, "events", trees));
    }

    /**
     * The events of one record.
     *
     * @throws MalformedJsonException if the bytes are no JSON that we take
     * @throws MalformedException if the JSON says something else
     */
    public static List<Event> decode(byte[] value) {
        Fields fields = Fields.of(StrictJson.read(value, LIMITS));
        fields.constant("v", VERSION);
        List<Event> events = fields.list("events", EventTree::read);
        fields.end();
        if (events.isEmpty()) {
            throw fields.malformed("events", "there must be an event");
        }
        return events;
    }

    /** Decodes on Kafka's own thread; bytes that say nothing become a fault with its reason, never a failure. */
    static final class Deserializer implements org.apache.kafka.common.serialization.Deserializer<Fetched.Decoded> {
        /** What a record without a value says; Kafka asks no deserializer about it. */
        static final Fetched.Decoded NOTHING = new Fetched.Decoded(new byte[0], "record-empty");

        @Override
        public Fetched.Decoded deserialize(String topic, byte[] value) {
            try {
                return new Fetched.Decoded(value, decode(value));
            } catch (MalformedJsonException e) {
                return new Fetched.Decoded(value, "record-no-json " + e.reason());
            } catch (MalformedException e) {
                return new Fetched.Decoded(value, "record-malformed " + e.pointer());
            } catch (RuntimeException e) { // whatever it is, the next record is not to wait for it
                return new Fetched.Decoded(
                        value, "record-unreadable " + e.getClass().getSimpleName());
            }
        }
    }
}
