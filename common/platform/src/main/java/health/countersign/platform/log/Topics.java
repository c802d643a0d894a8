package health.countersign.platform.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics that are missing, and refuses to go on with topics that are not as they must be. It uses Kafka's own
 * admin client: that of Vert.x cannot leave the number of replicas to the brokers.
 */
public final class Topics {
    /** Retention is the operator's to change; what order, time and size rest on is not. */
    private static final Set<String> FIXED = Set.of("message.timestamp.type", "max.message.bytes", "cleanup.policy");

    private static final int SETTLE_ROUNDS = 150;
    private static final long SETTLE_MILLIS = 200;

    private final Vertx vertx;
    private final Admin admin;
    private final Context context;
    private final KafkaSettings settings;
    private final int lanes;

    private Topics(Vertx vertx, Admin admin, KafkaSettings settings, int lanes) {
        this.vertx = vertx;
        this.admin = admin;
        this.context = vertx.getOrCreateContext();
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
        return vertx.executeBlocking(() -> Admin.create(settings.common())).compose(admin -> {
            Topics topics = new Topics(vertx, admin, settings, lanes);
            return topics.createMissing()
                    .compose(v -> topics.settle(SETTLE_ROUNDS))
                    .eventually(() -> close(vertx, admin));
        });
    }

    private static Future<Void> close(Vertx vertx, Admin admin) {
        return vertx.executeBlocking(() -> {
            admin.close();
            return null;
        });
    }

    private Future<Void> createMissing() {
        return future(admin.listTopics().names()).compose(existing -> {
            List<Future<Void>> created = admin
                    .createTopics(Arrays.stream(Topic.values())
                            .filter(topic -> !existing.contains(topic.wire()))
                            .map(this::described)
                            .toList())
                    .values()
                    .values()
                    .stream()
                    .map(this::createdByAnyone)
                    .toList();
            return Future.all(created).mapEmpty();
        });
    }

    private Future<Void> createdByAnyone(KafkaFuture<Void> creation) {
        return future(creation)
                .recover(failure -> failure instanceof TopicExistsException
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    private NewTopic described(Topic topic) {
        Optional<Short> replicas = Optional.of((short) settings.replication()).filter(copies -> copies > 0);
        return new NewTopic(topic.wire(), Optional.of(lanes), replicas).configs(config(topic));
    }

    private Map<String, String> config(Topic topic) {
        Map<String, String> config = new HashMap<>();
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("max.message.bytes", String.valueOf(KafkaSettings.MAX_MESSAGE_BYTES));
        config.put("cleanup.policy", topic.keep() == Topic.Keep.LATEST ? "compact" : "delete");
        boolean bounded = topic.keep() == Topic.Keep.FOR_A_WHILE;
        config.put("retention.ms", bounded ? String.valueOf(settings.retention().toMillis()) : "-1");
        return config;
    }

    /** A new topic is not known to every broker at once, and has no leaders at first. */
    private Future<Void> settle(int rounds) {
        return check().recover(failure -> {
            boolean early = failure instanceof UnknownTopicOrPartitionException
                    || failure instanceof LeaderNotAvailableException;
            return early && rounds > 0
                    ? vertx.timer(SETTLE_MILLIS, TimeUnit.MILLISECONDS).compose(v -> settle(rounds - 1))
                    : Future.failedFuture(failure);
        });
    }

    private Future<Void> check() {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::wire).toList();
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return future(admin.describeTopics(names).allTopicNames())
                .compose(found -> future(admin.describeConfigs(resources).all()).compose(configs -> {
                    Map<String, Config> byName = configs.entrySet().stream()
                            .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
                    boolean led = found.values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.leader() != null);
                    return led
                            ? verdict(faults(found, byName))
                            : Future.failedFuture(new LeaderNotAvailableException("a partition has no leader"));
                }));
    }

    private List<String> faults(Map<String, TopicDescription> found, Map<String, Config> configs) {
        List<String> faults = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            int partitions = found.get(topic.wire()).partitions().size();
            if (partitions != lanes) {
                faults.add("%s has %d partitions, not %d".formatted(topic.wire(), partitions, lanes));
            }
            Config config = configs.get(topic.wire());
            config(topic).forEach((name, wanted) -> {
                String value = config.get(name).value();
                if (FIXED.contains(name) && !Objects.equals(value, wanted)) {
                    faults.add("%s has %s=%s, not %s".formatted(topic.wire(), name, value, wanted));
                }
            });
        }
        return faults;
    }

    private static Future<Void> verdict(List<String> faults) {
        return faults.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(
                        new IllegalStateException("topics are not as they must be: " + String.join("; ", faults)));
    }

    private <T> Future<T> future(KafkaFuture<T> future) {
        return Future.fromCompletionStage(future.toCompletionStage(), context);
    }
}
