package health.countersign.platform.log;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.admin.Config;
import io.vertx.kafka.admin.ConfigEntry;
import io.vertx.kafka.admin.KafkaAdminClient;
import io.vertx.kafka.admin.NewTopic;
import io.vertx.kafka.admin.TopicDescription;
import io.vertx.kafka.client.common.ConfigResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing, and refuses to go on with topics that are not as they must be. */
public final class Topics {
    private final KafkaAdminClient admin;
    private final KafkaSettings settings;
    private final int lanes;

    private Topics(KafkaAdminClient admin, KafkaSettings settings, int lanes) {
        this.admin = admin;
        this.settings = settings;
        this.lanes = lanes;
    }

    /**
     * Creates every {@link Topic} with one partition for each lane and the broker's append time. Topics that exist are
     * checked, never changed; several processes may do this at once.
     *
     * @return fails with {@link IllegalStateException} naming every topic and setting that differs
     */
    public static Future<Void> create(Vertx vertx, KafkaSettings settings, int lanes) {
        Properties properties = new Properties();
        properties.putAll(settings.common());
        KafkaAdminClient admin = KafkaAdminClient.create(vertx, properties);
        Topics topics = new Topics(admin, settings, lanes);
        return topics.createMissing().compose(v -> topics.check()).eventually(() -> admin.close());
    }

    private Future<Void> createMissing() {
        return admin.listTopics()
                .compose(existing -> {
                    List<NewTopic> missing = Arrays.stream(Topic.values())
                            .filter(topic -> !existing.contains(topic.wire()))
                            .map(this::described)
                            .toList();
                    return missing.isEmpty() ? Future.succeededFuture() : admin.createTopics(missing);
                })
                .recover(failure ->
                        failure instanceof TopicExistsException ? createMissing() : Future.failedFuture(failure));
    }

    private NewTopic described(Topic topic) {
        return new NewTopic(topic.wire(), lanes, (short) settings.replication()).setConfig(config(topic));
    }

    private Map<String, String> config(Topic topic) {
        Map<String, String> config = new HashMap<>();
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("max.message.bytes", String.valueOf(KafkaSettings.MAX_MESSAGE_BYTES));
        config.put("cleanup.policy", topic.keep() == Topic.Keep.LATEST ? "compact" : "delete");
        config.put(
                "retention.ms",
                topic.keep() == Topic.Keep.FOR_A_WHILE
                        ? String.valueOf(settings.retention().toMillis())
                        : "-1");
        return config;
    }

    private Future<Void> check() {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::wire).toList();
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(org.apache.kafka.common.config.ConfigResource.Type.TOPIC, name))
                .toList();
        return admin.describeTopics(names)
                .compose(found -> admin.describeConfigs(resources).compose(configs -> {
                    List<String> faults = new ArrayList<>();
                    for (Topic topic : Topic.values()) {
                        partitions(topic, found.get(topic.wire()), faults);
                    }
                    configs.forEach((resource, config) ->
                            settings(Topic.of(resource.getName()).orElseThrow(), config, faults));
                    return faults.isEmpty()
                            ? Future.<Void>succeededFuture()
                            : Future.failedFuture(new IllegalStateException(
                                    "topics are not as they must be: " + String.join("; ", faults)));
                }));
    }

    private void partitions(Topic topic, TopicDescription found, List<String> faults) {
        int partitions = found.getPartitions().size();
        if (partitions != lanes) {
            faults.add("%s has %d partitions, the consortium has %d lanes".formatted(topic.wire(), partitions, lanes));
        }
    }

    /** Retention is the operator's to change; what order, time and size rest on is not. */
    private void settings(Topic topic, Config config, List<String> faults) {
        Map<String, String> wanted = config(topic);
        for (ConfigEntry entry : config.getEntries()) {
            boolean fixed = Set.of("message.timestamp.type", "max.message.bytes", "cleanup.policy")
                    .contains(entry.getName());
            String value = wanted.get(entry.getName());
            if (fixed && !Objects.equals(value, entry.getValue())) {
                faults.add(
                        "%s has %s=%s, must be %s".formatted(topic.wire(), entry.getName(), entry.getValue(), value));
            }
        }
    }
}
