package health.countersign.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Canonical JSON as docs/protocol.md has it, for what headers hold: no character above U+FFFF in names. */
final class Canonical {
    private Canonical() {}

    static byte[] bytes(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            text.append('{');
            String comma = "";
            for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
                text.append(comma);
                quote(field.getKey(), text);
                text.append(':');
                write(field.getValue(), text);
                comma = ",";
            }
            text.append('}');
        } else if (value.isArray()) {
            text.append('[');
            for (Iterator<JsonNode> all = value.elements(); all.hasNext(); ) {
                write(all.next(), text);
                text.append(all.hasNext() ? "," : "");
            }
            text.append(']');
        } else if (value.isTextual()) {
            quote(value.textValue(), text);
        } else {
            text.append(value.asText());
        }
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c < ' ' ? "\\u%04X".formatted((int) c) : String.valueOf(c));
            }
        }
        text.append('"');
    }
}
