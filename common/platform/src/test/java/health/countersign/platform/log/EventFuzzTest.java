package health.countersign.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import health.countersign.domain.Event;
import health.countersign.domain.MalformedException;
import health.countersign.json.MalformedJsonException;
import java.util.List;

/** What the log's reader makes of anything; with {@code JAZZER_FUZZ=1} it is asked for as long as wanted. */
class EventFuzzTest {
    @FuzzTest
    void whatIsReadIsWhatWasWritten(byte[] anything) {
        List<Event> events;
        try {
            events = EventCodec.decode(anything);
        } catch (MalformedJsonException | MalformedException refused) {
            return;
        }
        assertThat(EventCodec.decode(EventCodec.encode(events))).isEqualTo(events);
        assertThat(new EventCodec.Deserializer().deserialize("any", anything).fault())
                .isEmpty();
    }
}
