package health.countersign.notification;

import health.countersign.domain.ConsortiumVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/** The envelope of a notification: CloudEvents 1.0 in JSON, with our extensions. */
final class CloudEvent {
    private static final String SCHEMA = "/schemas/notification-v1.json#";

    private final String consortium;

    CloudEvent(ConsortiumVersion version) {
        this.consortium = "urn:countersign:" + version.id();
    }

    /**
     * The envelope as a JSON tree.
     *
     * @param sequence of the notification within the subscription, from 1, without gaps
     */
    Map<String, Object> tree(Notification notification, long sequence) {
        Map<String, Object> tree = new LinkedHashMap<>();
        String card = notification.change().subject().card().value();
        tree.put("specversion", "1.0");
        tree.put("id", notification.id());
        tree.put("source", source(notification));
        tree.put("type", notification.step().type());
        tree.put("subject", card);
        tree.put("time", notification.time().toString());
        tree.put("datacontenttype", "application/json");
        tree.put("dataschema", SCHEMA + notification.step().wire());
        tree.put("sequence", Long.toString(sequence));
        tree.put("partitionkey", card);
        tree.put("proposalid", notification.change().subject().change().hex());
        notification.position().ifPresent(position -> {
            tree.put("txid", position.transaction());
            tree.put("height", position.height());
        });
        tree.put("data", notification.data());
        return tree;
    }

    private String source(Notification notification) {
        return notification
                .actor()
                .map(actor -> consortium + ":organization:" + actor)
                .orElse(consortium + ":lane:" + notification.place().lane());
    }
}
