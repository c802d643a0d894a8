package health.countersign.kafka;

import health.countersign.domain.Event;
import health.countersign.domain.Event.Ticked;
import health.countersign.platform.access.AccessPlan;
import health.countersign.platform.access.AccessRights;
import health.countersign.platform.access.Principal;
import health.countersign.platform.access.Principal.Part;
import health.countersign.platform.log.EventCodec;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.Topics;
import health.countersign.validator.Members;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One three-broker cluster with topics and rights of five organizations, for all tests of a run. */
final class ThreeBrokers implements ParameterResolver, AutoCloseable {
    static final int LANES = 2;
    static final String APPLICATION = "countersign-validator";
    /** Only a broken cluster takes so long, or a machine that does much else. */
    static final Duration SOON = Duration.ofMinutes(3);

    static final AccessPlan PLAN = AccessPlan.of(
            Members.ALL.stream()
                    .flatMap(organization -> AccessPlan.ofOrganization(organization.value()))
                    .toList(),
            APPLICATION);

    private Path directory;
    private KafkaCluster cluster;
    private Vertx vertx;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ThreeBrokers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ThreeBrokers.class))
                .getOrComputeIfAbsent(ThreeBrokers.class, key -> new ThreeBrokers().start());
    }

    private ThreeBrokers start() {
        try {
            directory = Files.createTempDirectory("three-brokers");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        vertx = Vertx.vertx();
        cluster = KafkaCluster.start(ClusterSettings.in(directory, 3));
        try {
            await(Topics.create(vertx, settings(KafkaCluster.OPERATOR), LANES));
            await(AccessRights.apply(vertx, settings(KafkaCluster.OPERATOR), PLAN));
        } catch (RuntimeException | Error e) { // its brokers would outlive this JVM
            cluster.brokers().forEach(cluster::kill);
            throw e;
        }
        return this;
    }

    KafkaCluster cluster() {
        return cluster;
    }

    Vertx vertx() {
        return vertx;
    }

    /** What a program of this principal is told of the log. */
    KafkaSettings settings(Principal principal) {
        return as(cluster.clientSettings(principal));
    }

    /** The same for somebody who shows something else. */
    KafkaSettings as(Map<String, String> transport) {
        KafkaSettings base = KafkaSettings.at(cluster.bootstrapServers());
        return new KafkaSettings(
                        base.bootstrapServers(),
                        cluster.brokers().size(),
                        base.retention(),
                        base.linger(),
                        base.fetchWait(),
                        base.gather(),
                        base.commitInterval(),
                        base.deliveryTimeout(),
                        Map.of())
                .as(transport);
    }

    /** A producer of Kafka's own, with nothing of ours between it and the brokers. */
    KafkaProducer<byte[], byte[]> producer(Principal principal, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(cluster.properties(principal));
        config.put("max.block.ms", 30_000);
        config.put("max.request.size", KafkaSettings.MAX_MESSAGE_BYTES);
        config.putAll(more);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Principal north(Part part) {
        return new Principal(Members.NORTH.value(), part);
    }

    /** A record that says as little as one can. */
    static byte[] record(int lane) {
        return EventCodec.encode(List.<Event>of(new Ticked(lane)));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Why a future failed. */
    static Throwable failure(Future<?> future) {
        return await(future.transform(done -> Future.succeededFuture(done.cause())));
    }

    @Override
    public void close() throws IOException {
        await(vertx.close());
        cluster.brokers().forEach(cluster::kill);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
