package health.countersign.notification;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Event;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.embedded.broker.BrokerSettings;
import health.countersign.embedded.broker.EmbeddedBroker;
import health.countersign.ledger.Draft;
import health.countersign.notification.NotificationSettings.StreamSettings;
import health.countersign.platform.Platform;
import health.countersign.platform.auth.AuthSettings;
import health.countersign.platform.auth.LocalIssuer;
import health.countersign.platform.http.HttpSettings;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.Position;
import health.countersign.platform.log.Topic;
import health.countersign.platform.operations.Health;
import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import health.countersign.platform.operations.WallClock;
import health.countersign.platform.settings.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** A real broker and the notification service on it, for tests that produce the events themselves. */
final class Stage implements AutoCloseable {
    private static final String AUDIENCE = "countersign";

    private final Path directory;
    private final Cast cast = new Cast();
    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedBroker broker;
    private final LocalIssuer issuer;
    private NotificationVerticle service;
    private String deployment;
    private SimpleMeterRegistry metrics;
    private EventLog log;

    private Stage(Path directory) throws IOException {
        this.directory = directory;
        this.broker = EmbeddedBroker.start(BrokerSettings.in(directory.resolve("broker")));
        this.issuer = LocalIssuer.at(directory.resolve("issuer"), "http://issuer.local", WallClock.system());
        issuer.publish(directory.resolve("jwks.json"));
        Files.write(
                directory.resolve("consortium.json"),
                CanonicalJson.bytes(cast.consortium().tree()));
        Files.write(
                directory.resolve("catalogue.json"),
                CanonicalJson.bytes(Map.of("encounter-outside", "The entry begins outside its encounter.")));
    }

    /** Starts both; the window holds so many notifications. */
    static Stage start(Path directory, int window, StreamSettings stream) throws IOException {
        Stage stage = new Stage(directory);
        stage.log = EventLog.open(stage.vertx, stage.kafka(), new SimpleMeterRegistry());
        stage.deploy(window, stream, 0);
        return stage;
    }

    private void deploy(int window, StreamSettings stream, int port) {
        NotificationSettings settings = new NotificationSettings(
                new ManagementSettings("127.0.0.1", 0),
                new LogSettings(LogSettings.Format.CONSOLE, LogSettings.Level.INFO),
                HttpSettings.local(port),
                new AuthSettings(
                        AUDIENCE,
                        Map.of(
                                "local",
                                AuthSettings.Issuer.local(
                                        "http://issuer.local", directory.resolve("jwks.json"), Set.of()))),
                kafka(),
                directory.resolve("consortium.json"),
                Optional.of(directory.resolve("catalogue.json")),
                new Secret("0123456789abcdef0123456789abcdef"),
                window,
                stream);
        metrics = new SimpleMeterRegistry();
        service = new NotificationVerticle(settings, new Platform(WallClock.system(), metrics, new Health(vertx)));
        deployment = await(vertx.deployVerticle(service));
    }

    /** Stops the service and starts another on the same log and port. */
    void restart(int window, StreamSettings stream) {
        int port = port();
        await(vertx.undeploy(deployment));
        deploy(window, stream, port);
    }

    /** Deletes what a topic holds of a lane, as retention does. */
    void forget(Topic topic, int lane) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        Map<TopicPartition, RecordsToDelete> all =
                Map.of(new TopicPartition(topic.wire(), lane), RecordsToDelete.beforeOffset(-1));
        try (Admin admin = Admin.create(settings)) {
            admin.deleteRecords(all).all().get(120, TimeUnit.SECONDS);
        }
    }

    /** How many websockets are open. */
    double websockets() {
        return metrics.get("countersign.notification.streams")
                .tag("kind", "websocket")
                .gauge()
                .value();
    }

    private KafkaSettings kafka() {
        return KafkaSettings.at(broker.bootstrapServers());
    }

    Cast cast() {
        return cast;
    }

    Vertx vertx() {
        return vertx;
    }

    int port() {
        return service.port();
    }

    String token(OrganizationId organization) {
        return issuer.issue(AUDIENCE, organization, "test", Set.of());
    }

    Position append(Topic topic, int lane, Event... events) {
        return await(log.append(topic, lane, Integer.toString(lane), List.of(events)));
    }

    /** Appends the whole life of changes of one lane that go well, together in one batch. */
    void commit(Play play, List<Proposal> proposals, OrganizationId... approving) {
        int lane = proposals.get(0).header().card().lane(Cast.LANES);
        for (Proposal proposal : proposals) {
            append(Topic.PROPOSALS, lane, play.submitted(proposal));
            append(
                    Topic.ANSWERS,
                    lane,
                    Arrays.stream(approving)
                            .map(organization -> play.approved(proposal, organization))
                            .toArray(Event[]::new));
            append(Topic.OUTCOMES, lane, play.endorsed(proposal, approving));
        }
        Draft draft = play.draft(lane, proposals);
        append(Topic.BATCHES, lane, play.drafted(draft));
        for (OrganizationId sealing : List.of(Cast.LAKESIDE, Cast.RIVERSIDE, Cast.ST_MARY, Cast.MERIDIAN)) {
            append(Topic.SEALS, lane, play.sealed(draft, sealing));
        }
        proposals.forEach(proposal -> append(Topic.OUTCOMES, lane, play.committed(proposal, draft)));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("it did not happen", e);
        }
    }

    /** A broker that outlives its directory ends the whole JVM, so it is closed whatever else fails. */
    @Override
    public void close() {
        try (broker) {
            await(vertx.close());
        }
    }
}
