package health.countersign.app.laptop;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.consortium.Addresses;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.Founding;
import health.countersign.app.consortium.LaneOpening;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.RunningConsortium;
import health.countersign.domain.Consortium;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.embedded.broker.BrokerSettings;
import health.countersign.embedded.broker.EmbeddedBroker;
import health.countersign.embedded.ledger.EmbeddedLedgerNode;
import health.countersign.embedded.ledger.LedgerSettings;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Ed25519;
import health.countersign.member.MemberVerticle;
import health.countersign.notification.NotificationVerticle;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.Topics;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/** Everything in one JVM: broker, ledger, consortium, members, validator, notification. Blocks: not for event loops. */
public final class Laptop implements AutoCloseable {
    private final Parts parts;
    private final ConsortiumFiles files;
    private Consortium consortium;
    private LocalTokens issuer;
    private Addresses addresses;

    private Laptop(ConsortiumFiles files, Parts parts) {
        this.files = files;
        this.parts = parts;
    }

    /**
     * Starts everything in order; what was started is stopped again if a part fails.
     *
     * @param started is told each part's name and how many milliseconds it took
     */
    public static Laptop start(LaptopSettings settings, BiConsumer<String, Long> started) {
        Laptop laptop = new Laptop(settings.files(), new Parts(started));
        try {
            laptop.begin(settings);
            return laptop;
        } catch (Exception e) { // the parts fail in many ways; people get one sentence
            laptop.close();
            Throwable cause = e instanceof ExecutionException aside ? aside.getCause() : e;
            throw cause instanceof CommandFailure told
                    ? told
                    : CommandFailure.unreachable("could not start: " + cause.getMessage(), cause);
        }
    }

    private void begin(LaptopSettings settings) throws Exception {
        Ed25519 ed25519 = Ed25519.preferred();
        LaptopPorts ports = settings.ports();
        Founding founding = new Founding(files, ed25519);
        issuer = LocalTokens.start(files);
        consortium = parts.start("consortium", () -> founding.consortium(settings.agreement()), none -> {});
        ports.requireUsable(consortium.document().organizations().size());

        BrokerSettings log = BrokerSettings.in(files.kafka()).withPort(ports.kafka());
        CompletableFuture<EmbeddedBroker> starting =
                parts.startAside("kafka", () -> EmbeddedBroker.start(log), EmbeddedBroker::close);
        Vertx vertx = parts.start(
                "event loops", Vertx::vertx, running -> running.close().await());
        EmbeddedLedgerNode node = parts.start(
                "ledger",
                () -> EmbeddedLedgerNode.start(vertx, ledgerSettings(ports), ed25519)
                        .await(),
                running -> running.close().await());
        BigchainDbSettings.Node ledger = new BigchainDbSettings.Node(node.uri(), node.eventsUri());
        parts.start("lanes", () -> lanes(vertx, ledger), none -> {});
        EmbeddedBroker broker = starting.get();
        KafkaSettings kafka = KafkaSettings.at(broker.bootstrapServers());
        parts.start(
                "topics",
                () -> Topics.create(vertx, kafka, consortium.document().lanes()).await(),
                none -> {});

        Services services = new Services(files, issuer.trusted(), kafka, ledger);
        Map<OrganizationId, MemberVerticle> members = members(vertx, services, ports);
        NotificationVerticle notification = services.notification(vertx, ports.dashboard());
        Deployments deployments = new Deployments(vertx, parts);
        deployments.begin("validator", services.validator(vertx));
        members.forEach((organization, verticle) -> deployments.begin(organization.value(), verticle));
        deployments.begin("notification", notification);
        deployments.await();
        addresses = new Addresses(
                broker.bootstrapServers(), ledger.api(), ledger.stream(), http(notification.port()), http(members));
        addresses.write(files.addresses());
    }

    private Map<OrganizationId, MemberVerticle> members(Vertx vertx, Services services, LaptopPorts ports)
            throws IOException {
        Map<OrganizationId, MemberVerticle> members = new TreeMap<>();
        List<Organization> organizations = consortium.document().organizations();
        for (int n = 0; n < organizations.size(); n++) {
            Organization organization = organizations.get(n);
            members.put(organization.id(), services.member(vertx, organization, ports.service(n)));
        }
        return members;
    }

    private static Map<OrganizationId, URI> http(Map<OrganizationId, MemberVerticle> members) {
        Map<OrganizationId, URI> addresses = new TreeMap<>();
        members.forEach((organization, verticle) -> addresses.put(organization, http(verticle.port())));
        return addresses;
    }

    private static URI http(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private LedgerSettings ledgerSettings(LaptopPorts ports) {
        return new LedgerSettings(files.ledger(), ports.ledger(), ports.ledgerStream());
    }

    private Void lanes(Vertx vertx, BigchainDbSettings.Node address) throws Exception {
        BigchainDbLedger ledger = new BigchainDbLedger(vertx, BigchainDbSettings.of(address));
        try {
            return new LaneOpening(vertx, ledger)
                    .open(Founding.genesis(files.genesis()))
                    .await();
        } finally {
            ledger.close();
        }
    }

    public ConsortiumFiles files() {
        return files;
    }

    /** The consortium as visitors see it. */
    public RunningConsortium running() {
        return new RunningConsortium(files, consortium, addresses, KafkaSettings.at(addresses.kafka()));
    }

    public LocalTokens issuer() {
        return issuer;
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Stops everything in the reverse order. */
    @Override
    public void close() {
        parts.stop();
    }
}
