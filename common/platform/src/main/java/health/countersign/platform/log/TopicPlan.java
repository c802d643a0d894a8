package health.countersign.platform.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One topic as it has to be; all of them together are the one list from which topics are made, checked and printed.
 *
 * @param copies of each record; empty leaves it, and how many confirm, to the brokers
 * @param config what is said of it, by Kafka's names
 */
public record TopicPlan(Topic topic, int partitions, Optional<Integer> copies, Map<String, String> config) {
    private static final String CONFIRM = "min.insync.replicas";
    /** Retention is the operator's to change; what order, time, size and safety rest on is not. */
    private static final List<String> FIXED = List.of("message.timestamp.type", "max.message.bytes", "cleanup.policy");

    public TopicPlan {
        config = Map.copyOf(config);
    }

    /** Every topic of a consortium with so many lanes, in the order of {@link Topic}. */
    public static List<TopicPlan> of(KafkaSettings settings, int lanes) {
        return Arrays.stream(Topic.values())
                .map(topic -> of(topic, settings, lanes))
                .toList();
    }

    private static TopicPlan of(Topic topic, KafkaSettings settings, int lanes) {
        Optional<Integer> copies = Optional.of(settings.replication()).filter(count -> count > 0);
        Map<String, String> config = new TreeMap<>();
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("max.message.bytes", String.valueOf(KafkaSettings.MAX_MESSAGE_BYTES));
        config.put("cleanup.policy", topic.keep() == Topic.Keep.LATEST ? "compact" : "delete");
        boolean bounded = topic.keep() == Topic.Keep.FOR_A_WHILE;
        config.put("retention.ms", bounded ? String.valueOf(settings.retention().toMillis()) : "-1");
        settings.confirming().ifPresent(count -> config.put(CONFIRM, String.valueOf(count)));
        return new TopicPlan(topic, lanes, copies, config);
    }

    /** The list for people: topic, partitions, copies, how many confirm, cleanup, retention, largest record. */
    public static List<List<String>> rows(List<TopicPlan> plan) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("topic", "partitions", "copies", "confirm", "cleanup", "kept", "max bytes"));
        plan.forEach(topic -> rows.add(topic.row()));
        return rows;
    }

    private List<String> row() {
        String retention = config.get("retention.ms");
        return List.of(
                topic.wire(),
                String.valueOf(partitions),
                copies.map(String::valueOf).orElse("brokers'"),
                config.getOrDefault(CONFIRM, "brokers'"),
                config.get("cleanup.policy"),
                retention.equals("-1") ? "for ever" : days(Long.parseLong(retention)),
                config.get("max.message.bytes"));
    }

    private static String days(long millis) {
        return Duration.ofMillis(millis).toDays() + " days";
    }

    /**
     * How a topic that is there differs in what may not differ.
     *
     * @param found by Kafka's names, what is said of it or holds for it
     */
    List<String> faults(int partitionsFound, int copiesFound, Map<String, String> found) {
        List<String> faults = new ArrayList<>();
        if (partitionsFound != partitions) {
            faults.add("%s has %d partitions, not %d".formatted(topic.wire(), partitionsFound, partitions));
        }
        if (copies.filter(wanted -> copiesFound < wanted).isPresent()) {
            faults.add("%s has %d copies, not %d".formatted(topic.wire(), copiesFound, copies.get()));
        }
        for (String name : FIXED) {
            if (!config.get(name).equals(found.get(name))) {
                faults.add("%s has %s=%s, not %s".formatted(topic.wire(), name, found.get(name), config.get(name)));
            }
        }
        Optional.ofNullable(config.get(CONFIRM))
                .filter(wanted -> Integer.parseInt(found.get(CONFIRM)) < Integer.parseInt(wanted))
                .ifPresent(wanted -> faults.add(
                        "%s has %s=%s, not %s".formatted(topic.wire(), CONFIRM, found.get(CONFIRM), wanted)));
        return faults;
    }
}
