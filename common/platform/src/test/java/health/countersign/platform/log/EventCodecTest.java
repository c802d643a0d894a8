package health.countersign.platform.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.Event;
import health.countersign.domain.EventTree;
import health.countersign.domain.MalformedException;
import health.countersign.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors in {@code events/} are records as earlier versions wrote them: add new ones, never change one. */
class EventCodecTest {
    static Stream<Event> everyEvent() {
        return SampleEvents.oneOfEach().stream();
    }

    @Test
    void thereIsASampleOfEveryEvent() {
        assertThat(everyEvent().map(Event::getClass).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(Event.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void anEventIsWrittenAsItsVectorHasIt(Event event) throws Exception {
        assertThat(new String(EventCodec.encode(List.of(event)), UTF_8)).isEqualTo(vector(event));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void aVectorIsReadAsItsEvent(Event event) throws Exception {
        assertThat(EventCodec.decode(vector(event).getBytes(UTF_8))).containsExactly(event);
    }

    @Test
    void severalEventsOfARecordKeepTheirOrder() {
        List<Event> events = SampleEvents.oneOfEach();

        assertThat(EventCodec.decode(EventCodec.encode(events))).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"v\":1}",
                "{\"events\":[{\"lane\":3,\"type\":\"ticked\"}]}",
                "{\"v\":2,\"events\":[{\"lane\":3,\"type\":\"ticked\"}]}",
                "{\"v\":\"1\",\"events\":[{\"lane\":3,\"type\":\"ticked\"}]}",
                "{\"v\":1,\"events\":[]}",
                "{\"v\":1,\"events\":{}}",
                "{\"v\":1,\"events\":[null]}",
                "{\"v\":1,\"events\":[{\"lane\":3}]}",
                "{\"v\":1,\"events\":[{\"lane\":3,\"type\":\"Ticked\"}]}",
                "{\"v\":1,\"events\":[{\"lane\":3,\"type\":\"ticked\",\"more\":1}]}",
                "{\"v\":1,\"events\":[{\"lane\":\"3\",\"type\":\"ticked\"}]}",
                "{\"v\":1,\"events\":[{\"lane\":-1,\"type\":\"ticked\"}]}",
                "{\"v\":1,\"events\":[{\"lane\":3,\"type\":\"ticked\"}],\"more\":1}"
            })
    void whatIsNotExactlyARecordIsMalformed(String text) {
        assertThatThrownBy(() -> EventCodec.decode(text.getBytes(UTF_8))).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"v\":1.0,\"events\":[]}",
                "{\"v\":1,\"v\":1,\"events\":[]}",
                "{\"v\":9223372036854775808}",
                "{\"v\":1,\"events\":[]} x",
                "{\"v\":NaN}",
                "{\"v\":\"\\ud800\"}"
            })
    void whatIsNoStrictJsonIsRefused(String text) {
        assertThatThrownBy(() -> EventCodec.decode(text.getBytes(UTF_8))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void aRecordWithoutEventsIsNotWritten() {
        assertThatThrownBy(() -> EventCodec.encode(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String vector(Event event) throws IOException {
        String name = "/events/" + EventTree.type(event) + ".json";
        try (InputStream stream = EventCodecTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
