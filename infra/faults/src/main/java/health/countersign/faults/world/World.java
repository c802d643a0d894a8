package health.countersign.faults.world;

import health.countersign.app.cluster.ConsortiumProcesses;
import health.countersign.app.cluster.Copies;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.domain.OrganizationId;
import health.countersign.faults.agent.FaultAgent;
import health.countersign.faults.agent.OrderFile;
import health.countersign.faults.plan.FaultKind;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The laptop consortium with two of everything, each a process of its own, on what they share. Blocks. */
public final class World implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(World.class);

    /** It has a validator, too. */
    private static final OrganizationId ON_SMALL_DISKS = new OrganizationId("clinic");

    /** What organizations share. */
    public enum Base {
        /** A broker and a ledger node of our own, behind proxies. */
        EMBEDDED,
        /** Three real brokers, four real ledger nodes, a database server. */
        CLUSTER
    }

    private final Vertx vertx = Vertx.vertx();
    private final ConsortiumFiles files;
    private final ProgramPorts programPorts = ProgramPorts.free();
    private final ConsortiumProcesses programs;
    private final ClassArchive classes;
    private final List<SmallDisk> disks = new ArrayList<>();
    private SharedParts shared;

    /** Nobody else would end the processes if we are ended. */
    private final Thread atExit = new Thread(this::end, "end the consortium");

    private World(Path directory, Path classArchive) throws IOException {
        this.files = new ConsortiumFiles(directory);
        this.classes = new ClassArchive(classArchive, files.log().getParent());
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
    public static World start(Base base, Path directory, Path classArchive, Consumer<String> progress)
            throws IOException {
        World world = new World(directory, classArchive);
        Runtime.getRuntime().addShutdownHook(world.atExit);
        try {
            world.begin(base, progress);
            return world;
        } catch (IOException | RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private void begin(Base base, Consumer<String> progress) throws IOException {
        shared = switch (base) {
            case EMBEDDED -> EmbeddedParts.start(vertx, files, programPorts, this::environment);
            case CLUSTER ->
                ClusterParts.start(
                        vertx,
                        files.directory().resolveSibling(files.directory().getFileName() + "-cluster"),
                        files,
                        programPorts,
                        progress);
        };
        progress.accept("broker and ledger run");
        Path small = files.organization(ON_SMALL_DISKS);
        disks.add(new SmallDisk(small.resolve("view")));
        disks.add(new SmallDisk(small.resolve("validator")));
        programs.start(shared.folder(), programPorts, progress);
        classes.make();
    }

    public Vertx vertx() {
        return vertx;
    }

    public ConsortiumFiles files() {
        return files;
    }

    public ConsortiumFolder folder() {
        return shared.folder();
    }

    public ConsortiumProcesses programs() {
        return programs;
    }

    /** What all organizations share. */
    SharedParts shared() {
        return shared;
    }

    /** What can be done to it. */
    public Set<FaultKind> possibleFaults() {
        return shared.kinds();
    }

    /** Where one organization's service and validator keep what they write. */
    List<SmallDisk> disks() {
        return disks;
    }

    /** The ledger nodes themselves, for who only looks. */
    public List<URI> ledgerNodes() {
        return shared.ledgerNodes();
    }

    /** Where a node of the ledger proves what was committed, if its chain can be proven. */
    public Optional<URI> tendermint() {
        return shared.tendermint();
    }

    /** For Kafka's clients: somebody whom brokers refuse nothing. */
    public Map<String, Object> kafkaOperator() {
        return shared.operator();
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
        if (shared != null) {
            shared.close();
        }
        vertx.close().await();
        disks.forEach(SmallDisk::unmount);
    }
}
