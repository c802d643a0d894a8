package health.countersign.app.client;

import io.vertx.core.json.JsonObject;

/**
 * A step in the life of a change, as the stream told it.
 *
 * @param cursor from where the stream goes on after it
 * @param step such as {@code approved}
 * @param change the change's id
 * @param data what else is known; codes and ids, never content
 */
public record StreamEvent(String cursor, String step, String change, String card, String time, JsonObject data) {
    private static final String PREFIX = "health.countersign.";
    private static final String SUFFIX = ".v1";

    static StreamEvent of(JsonObject message) {
        JsonObject event = message.getJsonObject("event");
        String type = event.getString("type");
        return new StreamEvent(
                message.getString("cursor"),
                type.substring(PREFIX.length(), type.length() - SUFFIX.length()),
                event.getString("proposalid"),
                event.getString("subject"),
                event.getString("time"),
                event.getJsonObject("data"));
    }

    /** Whether the change's story ends with this step. */
    public boolean isLast() {
        return step.equals("committed") || step.equals("rejected") || step.equals("expired");
    }
}
