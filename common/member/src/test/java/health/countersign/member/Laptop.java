package health.countersign.member;

import health.countersign.domain.OrganizationId;
import health.countersign.embedded.broker.BrokerSettings;
import health.countersign.embedded.broker.EmbeddedBroker;
import health.countersign.embedded.ledger.EmbeddedLedgerNode;
import health.countersign.embedded.ledger.LedgerSettings;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.Transaction;
import health.countersign.member.answer.Resources;
import health.countersign.member.http.Scopes;
import health.countersign.member.keys.Agreement;
import health.countersign.member.keys.ConsortiumFounding;
import health.countersign.member.keys.ConsortiumFounding.Founded;
import health.countersign.member.keys.Founder;
import health.countersign.member.own.Self;
import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.SharedRules;
import health.countersign.member.store.Database;
import health.countersign.member.store.Outbox;
import health.countersign.member.store.StoreSettings;
import health.countersign.member.submit.Author;
import health.countersign.member.submit.Submission;
import health.countersign.platform.Platform;
import health.countersign.platform.auth.AuthSettings;
import health.countersign.platform.auth.LocalIssuer;
import health.countersign.platform.http.HttpSettings;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.Topics;
import health.countersign.platform.operations.Health;
import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.Management;
import health.countersign.platform.operations.ManagementSettings;
import health.countersign.platform.operations.WallClock;
import health.countersign.validator.ValidatorSettings;
import health.countersign.validator.ValidatorVerticle;
import health.countersign.validator.stream.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A whole consortium in this JVM: real broker, real ledger rules, a validator, five members behind HTTP. */
final class Laptop {
    private static final String ISSUER = "https://localhost/issuer";
    private static final String AUDIENCE = "countersign";
    private static final long PATIENCE_SECONDS = 60;

    final Vertx vertx = Vertx.vertx();
    final Founded founded;
    final EmbeddedBroker broker;
    final EmbeddedLedgerNode node;
    final BigchainDbLedger ledger;
    final EventLog log;
    private final Path directory;
    private final Function<OrganizationId, StoreSettings> stores;
    private final ConsortiumFounding founding;
    private final LocalIssuer issuer;
    private final WebClient client;
    private final Map<OrganizationId, MemberVerticle> members = new HashMap<>();
    private final Map<String, Management> doors = new HashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Laptop(Path directory, Function<OrganizationId, StoreSettings> stores) throws Exception {
        this.directory = directory;
        this.stores = stores;
        Ed25519 ed25519 = Ed25519.preferred();
        this.founding = new ConsortiumFounding(directory.resolve("consortium"), ed25519);
        this.founded = founding.found(Agreement.laptop());
        this.issuer = LocalIssuer.at(directory.resolve("issuer.key"), ISSUER, WallClock.system());
        issuer.publish(directory.resolve("jwks.json"));
        this.broker = EmbeddedBroker.start(BrokerSettings.in(directory.resolve("broker")));
        this.node = await(EmbeddedLedgerNode.start(vertx, LedgerSettings.in(directory.resolve("ledger")), ed25519));
        this.ledger = new BigchainDbLedger(
                vertx, BigchainDbSettings.of(new BigchainDbSettings.Node(node.uri(), node.eventsUri())));
        this.client = WebClient.create(vertx, new WebClientOptions(), new PoolOptions().setHttp1MaxSize(4_000));
        await(Topics.create(vertx, KafkaSettings.at(broker.bootstrapServers()), 4));
        for (Transaction genesis : founded.genesis()) {
            await(ledger.post(genesis));
            await(committed(genesis.id()));
        }
        this.log = EventLog.open(vertx, KafkaSettings.at(broker.bootstrapServers()), new SimpleMeterRegistry());
    }

    /** Starts the validator and every member. */
    Laptop start() throws Exception {
        Platform platform = new Platform(WallClock.system(), new SimpleMeterRegistry(), new Health(vertx));
        await(vertx.deployVerticle(new ValidatorVerticle(validator(), platform)));
        for (Founder founder : Agreement.laptop().founders()) {
            start(founder.id().value());
        }
        return this;
    }

    private ValidatorSettings validator() {
        return new ValidatorSettings(
                new ManagementSettings("127.0.0.1", 0),
                new LogSettings(LogSettings.Format.CONSOLE, LogSettings.Level.WARN),
                KafkaSettings.at(broker.bootstrapServers()),
                StreamsSettings.in(directory.resolve("streams")),
                new ValidatorSettings.LedgerNodes(
                        List.of(node.uri()), List.of(node.eventsUri()), Duration.ofSeconds(10), Duration.ofSeconds(2)),
                new ValidatorSettings.Pace(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(60)),
                founding.file());
    }

    private Future<Void> committed(String id) {
        return ledger.find(id).compose(found -> {
            if (found.isPresent()) {
                return Future.succeededFuture();
            }
            Promise<Void> later = Promise.promise();
            vertx.setTimer(20, fired -> committed(id).onComplete(later));
            return later.future();
        });
    }

    void start(String organization) throws Exception {
        OrganizationId id = new OrganizationId(organization);
        Health health = new Health(vertx);
        Platform platform = new Platform(WallClock.system(), new SimpleMeterRegistry(), health);
        ManagementSettings door = new ManagementSettings("127.0.0.1", 0);
        doors.put(
                organization,
                await(Management.start(vertx, door, health, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))));
        MemberVerticle member = new MemberVerticle(settings(id), platform, rules());
        await(vertx.deployVerticle(member));
        members.put(id, member);
    }

    void stop(String organization) throws Exception {
        stop(members.remove(new OrganizationId(organization)));
    }

    void stop(MemberVerticle member) throws Exception {
        await(vertx.undeploy(member.deploymentID()));
    }

    /** The one that was started last. */
    MemberVerticle member(String organization) {
        return members.get(new OrganizationId(organization));
    }

    /** What a member has done that was killed just after it signed. */
    Outbox.Parcel signWithoutSending(String organization, Submission submission) throws Exception {
        OrganizationId id = new OrganizationId(organization);
        Self self = new Self(id, founding.keys(id).read(), founded.consortium(), Ed25519.preferred());
        try (Database database = Database.open(stores.apply(id))) {
            Author author = new Author(self, new Resources(), WallClock.system());
            return database.write(session -> author.sign(session, submission)).get();
        }
    }

    /** The file of an organization's view, where it keeps it in a file. */
    static Path file(Path directory, OrganizationId id) {
        return directory.resolve("views").resolve(id.value()).resolve("view.db");
    }

    private static RuleBook rules() {
        RuleSettings settings = RuleSettings.defaults();
        return RuleBook.of(SharedRules.all(settings), settings);
    }

    private MemberSettings settings(OrganizationId id) {
        return new MemberSettings(
                new ManagementSettings("127.0.0.1", 0),
                new LogSettings(LogSettings.Format.CONSOLE, LogSettings.Level.WARN),
                id,
                founding.file(),
                directory
                        .resolve("consortium/organizations")
                        .resolve(id.value())
                        .resolve("keys"),
                stores.apply(id),
                HttpSettings.local(0),
                new AuthSettings(
                        AUDIENCE,
                        Map.of("local", AuthSettings.Issuer.local(ISSUER, directory.resolve("jwks.json"), Set.of()))),
                KafkaSettings.at(broker.bootstrapServers()),
                new MemberSettings.LedgerNodes(List.of(node.uri()), List.of(node.eventsUri()), Duration.ofSeconds(10)),
                Map.of());
    }

    /** The status of a member's {@code /readyz}. */
    int readiness(String organization) throws Exception {
        return await(client.get(doors.get(organization).port(), "127.0.0.1", "/readyz")
                        .send())
                .statusCode();
    }

    /** Asks a service as a caller of an organization. */
    Future<HttpResponse<Buffer>> get(String service, String caller, String path) {
        return request(client.get(port(service), "127.0.0.1", path), caller).send();
    }

    Future<HttpResponse<Buffer>> post(String service, String path, JsonObject body) {
        return request(client.post(port(service), "127.0.0.1", path), service).sendJsonObject(body);
    }

    HttpRequest<Buffer> request(HttpRequest<Buffer> request, String caller) {
        return request.putHeader("prefer", "wait=20")
                .bearerTokenAuthentication(tokens.computeIfAbsent(caller, this::token));
    }

    private String token(String caller) {
        return issuer.issue(
                AUDIENCE, new OrganizationId(caller), "test", Set.of(Scopes.READ, Scopes.WRITE, Scopes.CITE));
    }

    WebClient client() {
        return client;
    }

    int port(String service) {
        return members.get(new OrganizationId(service)).port();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A broker that outlives its directory ends the whole JVM, so it is closed whatever else fails. */
    void close() throws Exception {
        try (broker) {
            for (OrganizationId id : List.copyOf(members.keySet())) {
                stop(id.value());
            }
            await(vertx.close());
        }
    }
}
