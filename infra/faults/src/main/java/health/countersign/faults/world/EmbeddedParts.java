package health.countersign.faults.world;

import health.countersign.app.CountersignMain;
import health.countersign.app.cluster.ProgramProcess;
import health.countersign.app.consortium.Backbone;
import health.countersign.app.consortium.Backbone.LedgerAddress;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.OrganizationFolder;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.app.run.RunnableProgram;
import health.countersign.faults.plan.FaultKind;
import health.countersign.faults.proxy.LedgerProxy;
import health.countersign.faults.proxy.TcpProxy;
import health.countersign.member.keys.Agreement;
import health.countersign.processes.FreePorts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One broker and one ledger node of our own, each a process, reached through proxies only. */
final class EmbeddedParts implements SharedParts {
    private final Vertx vertx;
    private final ConsortiumFiles files;
    private final ProgramPorts programPorts;
    private final Function<String, Map<String, String>> environment;
    private final ConsortiumFolder folder;
    private final List<Integer> ports = FreePorts.take(6);
    private ProgramProcess broker;
    private ProgramProcess ledger;
    private TcpProxy log;
    private TcpProxy ledgerStream;
    private LedgerProxy ledgerApi;

    private EmbeddedParts(
            Vertx vertx,
            ConsortiumFiles files,
            ProgramPorts programPorts,
            Function<String, Map<String, String>> environment)
            throws IOException {
        this.vertx = vertx;
        this.files = files;
        this.programPorts = programPorts;
        this.environment = environment;
        this.folder = ConsortiumFolder.make(files, Agreement.laptop());
    }

    /**
     * Founds a consortium, writes everybody's settings, starts broker and ledger, and opens the lanes.
     *
     * @param environment variables of the process of a name
     */
    static EmbeddedParts start(
            Vertx vertx,
            ConsortiumFiles files,
            ProgramPorts programPorts,
            Function<String, Map<String, String>> environment)
            throws IOException {
        EmbeddedParts parts = new EmbeddedParts(vertx, files, programPorts, environment);
        try {
            parts.start();
            return parts;
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private void start() throws IOException {
        // The broker's and the ledger's own settings first, then those of everybody who comes through the proxies.
        folder.write(backbone(brokerPort(), ledgerPort(), ledgerStreamPort()), programPorts);
        Backbone proxied = backbone(ports.get(3), ports.get(4), ports.get(5));
        for (OrganizationFolder organization : folder.organizations()) {
            organization.write(proxied, programPorts);
        }
        log = TcpProxy.start(vertx, ports.get(3), brokerPort()).await();
        ledgerApi = LedgerProxy.start(vertx, ports.get(4), ledgerPort()).await();
        ledgerStream = TcpProxy.start(vertx, ports.get(5), ledgerStreamPort()).await();
        broker = program(
                RunnableProgram.BROKER,
                folder.broker(),
                0,
                Map.of("COUNTERSIGN_ADVERTISED_PORT", String.valueOf(ports.get(3))));
        ledger = program(RunnableProgram.LEDGER, folder.ledger(), 1, Map.of());
        broker.awaitReady();
        ledger.awaitReady();
        openLanes();
    }

    private static Backbone backbone(int kafka, int api, int stream) {
        return new Backbone.Plain(
                List.of("127.0.0.1:" + kafka),
                List.of(new LedgerAddress(
                        URI.create("http://127.0.0.1:" + api), URI.create("ws://127.0.0.1:" + stream))));
    }

    private ProgramProcess program(RunnableProgram program, Path settings, int part, Map<String, String> settingsOf) {
        Map<String, String> overlay = new HashMap<>(environment.apply(program.toString()));
        overlay.putAll(settingsOf);
        return ProgramProcess.start(
                program,
                new ProgramProcess.Program(program.toString(), settings, programPorts.sharedManagement(part), overlay),
                files.log().getParent());
    }

    private void openLanes() {
        int exit = CountersignMain.commandLine()
                .execute(
                        "consortium",
                        "open",
                        files.directory().toString(),
                        "--ledger",
                        "http://127.0.0.1:" + ledgerPort(),
                        "--ledger-stream",
                        "ws://127.0.0.1:" + ledgerStreamPort());
        if (exit != 0) {
            throw new IllegalStateException("the lanes could not be opened, exit " + exit);
        }
    }

    private int brokerPort() {
        return ports.get(0);
    }

    private int ledgerPort() {
        return ports.get(1);
    }

    private int ledgerStreamPort() {
        return ports.get(2);
    }

    @Override
    public ConsortiumFolder folder() {
        return folder;
    }

    /** Its address leads through the proxy. */
    @Override
    public Map<String, Object> operator() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + ports.get(3));
    }

    @Override
    public List<URI> ledgerNodes() {
        return List.of(URI.create("http://127.0.0.1:" + ledgerPort()));
    }

    @Override
    public Optional<URI> tendermint() {
        return Optional.empty();
    }

    @Override
    public List<Victim> brokers() {
        return List.of(Victim.of(broker));
    }

    @Override
    public List<Victim> ledgers() {
        return List.of(Victim.of(ledger));
    }

    @Override
    public List<LedgerProxy> ledgerApis() {
        return List.of(ledgerApi);
    }

    @Override
    public List<TcpProxy> ledgerStreams() {
        return List.of(ledgerStream);
    }

    @Override
    public List<TcpProxy> logs() {
        return List.of(log);
    }

    @Override
    public Set<FaultKind> kinds() {
        return EnumSet.allOf(FaultKind.class);
    }

    @Override
    public void close() {
        if (ledger != null) {
            ledger.stop();
        }
        if (broker != null) {
            broker.stop();
        }
    }
}
