package health.countersign.containers;

import health.countersign.app.consortium.Addresses;
import health.countersign.app.consortium.Backbone;
import health.countersign.app.consortium.Backbone.LedgerAddress;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.Founding;
import health.countersign.app.consortium.LaneOpening;
import health.countersign.app.consortium.OrganizationFolder;
import health.countersign.app.consortium.PostgresBackbone;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.domain.OrganizationId;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.member.keys.Agreement;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.MountableFile;

/** A consortium of which every part is a container, on one network. */
final class ContainerConsortium implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final ConsortiumFiles files;
    private final ConsortiumFolder folder;
    private final Network network = Network.newNetwork();
    private final LedgerContainer ledger = new LedgerContainer();
    private final KafkaContainer kafka = new KafkaContainer(Engine.KAFKA);
    private final GenericContainer<?> postgres = new GenericContainer<>(Engine.POSTGRES);
    private final List<Startable> started = new ArrayList<>();
    private ProgramContainer validator;

    private ContainerConsortium(Path directory) throws IOException {
        files = new ConsortiumFiles(directory);
        folder = ConsortiumFolder.make(files, Agreement.laptop());
    }

    /** Starts everything and waits until everything is ready. */
    static ContainerConsortium start(Path directory) throws Exception {
        ContainerConsortium consortium = new ContainerConsortium(directory);
        try {
            consortium.begin();
            return consortium;
        } catch (Exception e) { // containers outlive us
            consortium.close();
            throw e;
        }
    }

    private void begin() throws Exception {
        PostgresBackbone backbone = new PostgresBackbone(
                new Backbone.Plain(
                        List.of("kafka:19092"),
                        List.of(new LedgerAddress(URI.create("http://ledger:9984"), URI.create("ws://ledger:9985")))),
                "jdbc:postgresql://postgres:5432");
        folder.write(backbone, ProgramPorts.from(ProgramPorts.USUAL));
        Path script = files.directory().resolve("postgres.sql");
        backbone.writeScript(folder, script);
        postgres.withEnv("POSTGRES_PASSWORD", "only-for-this-test")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(script, 0444), "/docker-entrypoint-initdb.d/views.sql")
                .withNetwork(network)
                .withNetworkAliases("postgres");
        start(List.of(
                ledger.withNetwork(network).withNetworkAliases("ledger"),
                kafka.withListener("kafka:19092").withNetwork(network),
                postgres));
        openLanes();
        startPrograms();
    }

    private void openLanes() throws Exception {
        Vertx vertx = Vertx.vertx();
        BigchainDbLedger client = new BigchainDbLedger(vertx, BigchainDbSettings.of(ledger.node()));
        try {
            new LaneOpening(vertx, client)
                    .open(Founding.genesis(files.genesis()))
                    .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            client.close();
            vertx.close().await();
        }
    }

    private void startPrograms() throws IOException {
        OrganizationFolder first = folder.organizations().get(0);
        Map<OrganizationId, ProgramContainer> services = new TreeMap<>();
        for (OrganizationFolder organization : folder.organizations()) {
            services.put(
                    organization.organization().id(), new ProgramContainer(organization, ProgramKind.SERVICE, network));
        }
        ProgramContainer notification = new ProgramContainer(first, ProgramKind.NOTIFICATION, network);
        validator = new ProgramContainer(first, ProgramKind.VALIDATOR, network);
        List<Startable> programs = new ArrayList<>(services.values());
        programs.add(notification);
        programs.add(validator);
        start(programs);
        Map<OrganizationId, URI> addresses = new TreeMap<>();
        services.forEach((organization, service) -> addresses.put(organization, service.api()));
        new Addresses(
                        kafka.getBootstrapServers(),
                        ledger.node().api(),
                        ledger.node().stream(),
                        notification.api(),
                        addresses)
                .write(files.addresses());
    }

    private void start(List<Startable> parts) {
        started.addAll(parts);
        Startables.deepStart(parts).join();
    }

    ConsortiumFiles files() {
        return files;
    }

    /** Stops the ledger's time, and lets it go on. */
    void pauseLedger(boolean paused) {
        if (paused) {
            Engine.client().pauseContainerCmd(ledger.getContainerId()).exec();
        } else {
            Engine.client().unpauseContainerCmd(ledger.getContainerId()).exec();
        }
    }

    void killValidator() {
        Engine.client().killContainerCmd(validator.getContainerId()).exec();
    }

    /** Starts another one with the same settings. */
    void replaceValidator() throws IOException {
        validator = new ProgramContainer(folder.organizations().get(0), ProgramKind.VALIDATOR, network);
        start(List.of(validator));
    }

    @Override
    public void close() {
        started.parallelStream().forEach(Startable::stop);
        network.close();
    }
}
