package health.countersign.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import health.countersign.domain.CardId;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLayoutTest {
    private static final CardId CARD = CardId.random();

    @Test
    void aLineIsOneObjectWithItsKeys() {
        String line = new JsonLayout().doLayout(event("change submitted", null));

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        JsonObject json = new JsonObject(line);
        assertThat(json.getString("message")).isEqualTo("change submitted");
        assertThat(json.getString("level")).isEqualTo("INFO");
        assertThat(json.getString("logger")).isEqualTo("health.countersign.toy.Toy");
        assertThat(json.getString("card")).isEqualTo(CARD.value());
        assertThat(json.getInteger("lane")).isEqualTo(3);
        assertThat(json.getInstant("time")).isNotNull();
    }

    @Test
    void aFailureKeepsItsStackOnTheSameLine() {
        String line =
                new JsonLayout().doLayout(event("failed", new IllegalStateException("no head", new Error("deep"))));

        assertThat(line).containsOnlyOnce("\n");
        assertThat(new JsonObject(line).getString("failure"))
                .startsWith("java.lang.IllegalStateException: no head\n    at ")
                .contains("caused by java.lang.Error: deep");
    }

    @Test
    void whatAParserReadIsNotLoggedNotEvenByWhatWrapsIt() {
        Throwable wrapped = new IllegalArgumentException("cannot read Erika Mustermann", new DecodeException("Erika"));

        String json = new JsonLayout().doLayout(event("failed", wrapped));
        String text = new ConsoleLayout().doLayout(event("failed", wrapped));

        assertThat(json).doesNotContain("Erika").contains("java.lang.IllegalArgumentException");
        assertThat(text).doesNotContain("Erika").contains("card=" + CARD.value());
    }

    private static LoggingEvent event(String message, Throwable failure) {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("health.countersign.toy.Toy"), Level.INFO, message, failure, new Object[0]);
        event.setKeyValuePairs(new ArrayList<>(List.of(
                new KeyValuePair("card", CARD), new KeyValuePair("lane", 3), new KeyValuePair("nothing", null))));
        return event;
    }
}
