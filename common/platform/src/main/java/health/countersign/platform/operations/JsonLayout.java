package health.countersign.platform.operations;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import health.countersign.domain.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** One JSON object on a line: time, level, logger, message, the event's keys, and the failure. */
final class JsonLayout extends LayoutBase<ILoggingEvent> {
    @Override
    public String doLayout(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.put(pair.key, value(pair.value));
            }
        }
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            line.put("failure", Failures.text(event.getThrowableProxy()));
        }
        return CanonicalJson.text(line) + "\n";
    }

    private static Object value(Object value) {
        boolean plain = value == null || value instanceof Long || value instanceof Integer || value instanceof Boolean;
        return plain ? value : value.toString();
    }
}
