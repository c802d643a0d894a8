package health.countersign.platform.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics that are missing, and refuses to go on with topics that are not as they must be. It uses Kafka's own
 * admin client: that of Vert.x cannot leave the number of replicas to the brokers.
 */
public final class Topics {
    private static final int SETTLE_ROUNDS = 150;
    private static final long SETTLE_MILLIS = 200;

    private final Vertx vertx;
    private final Admin admin;
    private final Context context;
    private final List<TopicPlan> plan;

    private Topics(Vertx vertx, Admin admin, List<TopicPlan> plan) {
        this.vertx = vertx;
        this.admin = admin;
        this.context = vertx.getOrCreateContext();
        this.plan = plan;
    }

    /**
     * Creates every {@link Topic} with one partition for each lane and the broker's append time. Topics that exist are
     * checked, never changed; several processes may do this at once. Who may not make topics only checks.
     *
     * @return fails with {@link IllegalStateException} naming every topic and setting that differs, or every topic that
     *     is missing and may not be made with these settings
     */
    public static Future<Void> create(Vertx vertx, KafkaSettings settings, int lanes) {
        return vertx.executeBlocking(() -> Admin.create(settings.common()))
                .compose(admin -> {
                    Topics topics = new Topics(vertx, admin, TopicPlan.of(settings, lanes));
                    return topics.createMissing()
                            .compose(v -> topics.settle(SETTLE_ROUNDS))
                            .eventually(() -> close(vertx, admin));
                })
                .recover(failure -> Future.failedFuture(Refusal.of(failure, settings)
                        .<Throwable>map(refusal -> new IllegalStateException(refusal.sentence(), failure))
                        .orElse(failure)));
    }

    private static Future<Void> close(Vertx vertx, Admin admin) {
        return vertx.executeBlocking(() -> {
            admin.close();
            return null;
        });
    }

    private Future<Void> createMissing() {
        return future(admin.listTopics().names()).compose(existing -> {
            List<TopicPlan> missing = plan.stream()
                    .filter(topic -> !existing.contains(topic.topic().wire()))
                    .toList();
            List<Future<Void>> created =
                    admin.createTopics(missing.stream().map(Topics::described).toList()).values().values().stream()
                            .map(this::createdByAnyone)
                            .toList();
            return Future.all(created)
                    .<Void>mapEmpty()
                    .recover(failure -> Future.failedFuture(
                            failure instanceof AuthorizationException ? forbidden(missing) : failure));
        });
    }

    private static IllegalStateException forbidden(List<TopicPlan> missing) {
        return new IllegalStateException(
                "topics are missing, or hidden from this principal, which may not make them; the consortium's operator"
                        + " does (./countersign topics create), and gives rights: "
                        + missing.stream().map(topic -> topic.topic().wire()).collect(Collectors.joining(", ")));
    }

    private Future<Void> createdByAnyone(KafkaFuture<Void> creation) {
        return future(creation)
                .recover(failure -> failure instanceof TopicExistsException
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    private static NewTopic described(TopicPlan topic) {
        Optional<Short> copies = topic.copies().map(Integer::shortValue);
        return new NewTopic(topic.topic().wire(), Optional.of(topic.partitions()), copies).configs(topic.config());
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
        Set<String> names = plan.stream().map(topic -> topic.topic().wire()).collect(Collectors.toSet());
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return future(admin.describeTopics(names).allTopicNames())
                .compose(found -> future(admin.describeConfigs(resources).all()).compose(configs -> {
                    Map<String, Config> byName = new HashMap<>();
                    configs.forEach((resource, config) -> byName.put(resource.name(), config));
                    return partitions(found).allMatch(partition -> partition.leader() != null)
                            ? verdict(faults(found, byName::get))
                            : Future.failedFuture(new LeaderNotAvailableException("a partition has no leader"));
                }));
    }

    private static Stream<TopicPartitionInfo> partitions(Map<String, TopicDescription> topics) {
        return topics.values().stream().flatMap(topic -> topic.partitions().stream());
    }

    private List<String> faults(Map<String, TopicDescription> found, Function<String, Config> configs) {
        return plan.stream()
                .flatMap(topic -> {
                    String name = topic.topic().wire();
                    List<TopicPartitionInfo> partitions = found.get(name).partitions();
                    int copies = partitions.stream()
                            .mapToInt(partition -> partition.replicas().size())
                            .min()
                            .orElse(0);
                    Map<String, String> config = configs.apply(name).entries().stream()
                            .filter(entry -> entry.value() != null)
                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
                    return topic.faults(partitions.size(), copies, config).stream();
                })
                .toList();
    }

    private static Future<Void> verdict(List<String> faults) {
        return faults.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(
                        new IllegalStateException("topics are not as they must be: " + String.join("; ", faults)));
    }

    /** Kafka wraps what made a future fail, but not always. */
    private <T> Future<T> future(KafkaFuture<T> future) {
        return Future.fromCompletionStage(future.toCompletionStage(), context)
                .recover(failure ->
                        Future.failedFuture(failure instanceof CompletionException ? failure.getCause() : failure));
    }
}
