package health.countersign.app.laptop;

import health.countersign.app.console.CommandFailure;
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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Everything in one JVM: broker, ledger, consortium, members, validator, notification. Blocks: not for event loops. */
public final class Laptop implements AutoCloseable {
    private final Parts parts;
    private final LaptopFiles files;
    private Consortium consortium;
    private LaptopIssuer issuer;
    private Addresses addresses;

    private Laptop(LaptopFiles files, Parts parts) {
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
            throw e instanceof CommandFailure told
                    ? told
                    : CommandFailure.unreachable("could not start: " + e.getMessage(), e);
        }
    }

    private void begin(LaptopSettings settings) throws Exception {
        Ed25519 ed25519 = Ed25519.preferred();
        Founding founding = new Founding(files, ed25519);
        issuer = LaptopIssuer.start(files);
        consortium = parts.start("consortium", () -> founding.consortium(settings.agreement()), none -> {});
        settings.ports().requireUsable(consortium.document().organizations().size());

        Vertx vertx = parts.start("event loops", Vertx::vertx, running -> running.close().await());
        EmbeddedBroker broker = parts.start(
                "kafka",
                () -> EmbeddedBroker.start(BrokerSettings.in(files.kafka()).withPort(settings.ports().kafka())),
                EmbeddedBroker::close);
        EmbeddedLedgerNode node = parts.start(
                "ledger",
                () -> EmbeddedLedgerNode.start(vertx, ledgerSettings(settings.ports()), ed25519).await(),
                running -> running.close().await());
        BigchainDbSettings.Node address = new BigchainDbSettings.Node(node.uri(), node.eventsUri());
        parts.start("lanes", () -> lanes(vertx, address, founding), none -> {});
        KafkaSettings kafka = KafkaSettings.at(broker.bootstrapServers());
        parts.start(
                "topics",
                () -> Topics.create(vertx, kafka, consortium.document().lanes()).await(),
                none -> {});
        Services services = new Services(files, issuer.trusted(), kafka, address);
        parts.start(
                "validator", () -> Deployed.of(vertx, services.validator(vertx)), Deployed::undeploy);
        Map<OrganizationId, URI> members = members(vertx, services, settings.ports());
        NotificationVerticle notification = services.notification(vertx, settings.ports().dashboard());
        parts.start("notification", () -> Deployed.of(vertx, notification), Deployed::undeploy);
        addresses = new Addresses(
                broker.bootstrapServers(),
                node.uri(),
                node.eventsUri(),
                Deployed.http(notification.port()),
                members);
        addresses.write(files.addresses());
    }

    /** They all start at once, and stop one after the other. */
    private Map<OrganizationId, URI> members(Vertx vertx, Services services, LaptopPorts ports) throws Exception {
        Map<OrganizationId, URI> addresses = new TreeMap<>();
        List<Organization> organizations = consortium.document().organizations();
        List<MemberVerticle> members = new ArrayList<>();
        List<Future<String>> starting = new ArrayList<>();
        for (int n = 0; n < organizations.size(); n++) {
            members.add(services.member(vertx, organizations.get(n), ports.service(n)));
            starting.add(vertx.deployVerticle(members.get(n)));
        }
        for (int n = 0; n < organizations.size(); n++) {
            OrganizationId id = organizations.get(n).id();
            Future<String> started = starting.get(n);
            parts.start(id.value(), () -> new Deployed(vertx, started.await()), Deployed::undeploy);
            addresses.put(id, Deployed.http(members.get(n).port()));
        }
        return addresses;
    }

    private LedgerSettings ledgerSettings(LaptopPorts ports) {
        return new LedgerSettings(files.ledger(), ports.ledger(), ports.ledgerStream());
    }

    private Void lanes(Vertx vertx, BigchainDbSettings.Node address, Founding founding) throws Exception {
        BigchainDbLedger ledger = new BigchainDbLedger(vertx, BigchainDbSettings.of(address));
        try {
            return founding.lanes(vertx, ledger, consortium).await();
        } finally {
            ledger.close();
        }
    }

    public LaptopFiles files() {
        return files;
    }

    public Consortium consortium() {
        return consortium;
    }

    public LaptopIssuer issuer() {
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
