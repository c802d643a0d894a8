package health.countersign.faults.world;

import health.countersign.app.CountersignMain;
import health.countersign.app.cluster.ConsortiumProcesses;
import health.countersign.app.cluster.Copies;
import health.countersign.app.cluster.ProgramProcess;
import health.countersign.app.consortium.Backbone;
import health.countersign.app.consortium.Backbone.LedgerAddress;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.OrganizationFolder;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.app.run.RunnableProgram;
import health.countersign.domain.OrganizationId;
import health.countersign.faults.agent.FaultAgent;
import health.countersign.faults.agent.OrderFile;
import health.countersign.faults.proxy.LedgerProxy;
import health.countersign.faults.proxy.TcpProxy;
import health.countersign.member.keys.Agreement;
import health.countersign.processes.FreePorts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The laptop consortium with two of everything, each a process of its own, on one broker and one ledger node that are
 * reached through proxies only. Blocks.
 */
public final class World implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(World.class);

    /** It has a validator, too. */
    private static final OrganizationId ON_SMALL_DISKS = new OrganizationId("clinic");

    private final Vertx vertx = Vertx.vertx();
    private final ConsortiumFiles files;
    private final List<Integer> ports = FreePorts.take(6);
    private final ProgramPorts programPorts = ProgramPorts.free();
    private final ConsortiumFolder folder;
    private final ConsortiumProcesses programs;
    private final ClassArchive classes;
    private final List<SmallDisk> disks;
    private ProgramProcess broker;
    private ProgramProcess ledger;
    private TcpProxy log;
    private TcpProxy ledgerStream;
    private LedgerProxy ledgerApi;

    /** Nobody else would end the processes if we are ended. */
    private final Thread atExit = new Thread(this::end, "end the consortium");

    private World(Path directory, Path classArchive) throws IOException {
        this.files = new ConsortiumFiles(directory);
        this.classes = new ClassArchive(classArchive, files.log().getParent());
        this.folder = ConsortiumFolder.make(files, Agreement.laptop());
        Path small = files.organization(ON_SMALL_DISKS);
        this.disks = List.of(new SmallDisk(small.resolve("view")), new SmallDisk(small.resolve("validator")));
        this.programs = new ConsortiumProcesses(files.log().getParent(), Copies.TWO, this::environment);
    }

    private Map<String, String> environment(String program) {
        List<String> options = new ArrayList<>(classes.options(program));
        options.add(
                "-javaagent:%s=%s".formatted(FaultAgent.jar(), orders(program).path()));
        return Map.of(
                "JAVA_TOOL_OPTIONS", options.stream().map("\"%s\""::formatted).collect(Collectors.joining(" ")));
    }

    /** How a program, by its name, is told to halt or to have a wrong clock. */
    OrderFile orders(String program) {
        return new OrderFile(files.log().resolveSibling(program + ".order").toAbsolutePath());
    }

    /**
     * Founds a consortium in a new directory and starts all of it.
     *
     * @param classArchive makes restarts quick; made if there is none
     */
    public static World start(Path directory, Path classArchive, Consumer<String> progress) throws IOException {
        World world = new World(directory, classArchive);
        Runtime.getRuntime().addShutdownHook(world.atExit);
        try {
            world.begin(progress);
            return world;
        } catch (IOException | RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private void begin(Consumer<String> progress) throws IOException {
        // The broker's and the ledger's own settings first, then those of everybody who comes through the proxies.
        folder.write(backbone(brokerPort(), ledgerPort(), ledgerStreamPort()), programPorts);
        Backbone proxied = backbone(ports.get(3), ports.get(4), ports.get(5));
        for (OrganizationFolder organization : folder.organizations()) {
            organization.write(proxied, programPorts);
        }
        log = TcpProxy.start(vertx, ports.get(3), brokerPort()).await();
        ledgerApi = LedgerProxy.start(vertx, ports.get(4), ledgerPort()).await();
        ledgerStream = TcpProxy.start(vertx, ports.get(5), ledgerStreamPort()).await();
        broker = shared(
                RunnableProgram.BROKER,
                folder.broker(),
                0,
                Map.of("COUNTERSIGN_ADVERTISED_PORT", String.valueOf(ports.get(3))));
        ledger = shared(RunnableProgram.LEDGER, folder.ledger(), 1, Map.of());
        broker.awaitReady();
        ledger.awaitReady();
        progress.accept("broker and ledger run");
        openLanes();
        programs.start(folder, programPorts, progress);
        classes.make();
    }

    private static Backbone backbone(int kafka, int api, int stream) {
        return new Backbone.Plain(
                List.of("127.0.0.1:" + kafka),
                List.of(new LedgerAddress(
                        URI.create("http://127.0.0.1:" + api), URI.create("ws://127.0.0.1:" + stream))));
    }

    private ProgramProcess shared(RunnableProgram program, Path settings, int part, Map<String, String> settingsOf) {
        Map<String, String> overlay = new HashMap<>(environment(program.toString()));
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

    public Vertx vertx() {
        return vertx;
    }

    public ConsortiumFiles files() {
        return files;
    }

    public ConsortiumFolder folder() {
        return folder;
    }

    public ConsortiumProcesses programs() {
        return programs;
    }

    public ProgramProcess broker() {
        return broker;
    }

    public ProgramProcess ledger() {
        return ledger;
    }

    public TcpProxy log() {
        return log;
    }

    public TcpProxy ledgerStream() {
        return ledgerStream;
    }

    public LedgerProxy ledgerApi() {
        return ledgerApi;
    }

    /** Where one organization's service and validator keep what they write. */
    List<SmallDisk> disks() {
        return disks;
    }

    /** The ledger node itself, for who only looks. */
    public URI ledgerNode() {
        return URI.create("http://127.0.0.1:" + ledgerPort());
    }

    /** The broker's address, which leads through the proxy. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.get(3);
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

    /** Ends every process. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException theHookRuns) {
            LOG.debug("ended while the program ends", theHookRuns);
        }
    }

    private void end() {
        programs.close();
        if (ledger != null) {
            ledger.stop();
        }
        if (broker != null) {
            broker.stop();
        }
        vertx.close().await();
        disks.forEach(SmallDisk::unmount);
    }
}
