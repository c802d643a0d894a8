package health.countersign.bigchaindb;

import health.countersign.processes.JavaProgram;
import health.countersign.processes.OwnProcess;
import health.countersign.processes.ProcessSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * One real node: a database, BigchainDB and Tendermint, each a process of its own that outlives us, with all that they
 * keep and log in one directory. Methods block until what they say has happened.
 */
public final class BigchainDbNode {
    static final String LOOPBACK = "127.0.0.1";

    private static final String DATABASE = "database";
    private static final String BIGCHAINDB = "bigchaindb";
    private static final String TENDERMINT = "tendermint";
    private static final String FACTS = "node.properties";
    private static final Duration LISTENING = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path directory;
    private final NodePrograms programs;
    private final NodePorts ports;
    private final Optional<String> mongoDb;

    private BigchainDbNode(Path directory, NodePrograms programs, NodePorts ports, Optional<String> mongoDb) {
        this.directory = directory;
        this.programs = programs;
        this.ports = ports;
        this.mongoDb = mongoDb;
    }

    /** A node that was not there; its keys and genesis are made by its network. */
    static BigchainDbNode create(Path directory, NodePrograms programs, NodePorts ports, Optional<String> mongoDb) {
        Properties facts = new Properties();
        ports.writeTo(facts);
        mongoDb.ifPresent(uri -> facts.setProperty(DATABASE, uri));
        PropertyFile.write(directory.resolve(FACTS), facts);
        return new BigchainDbNode(directory, programs, ports, mongoDb);
    }

    static BigchainDbNode open(Path directory, NodePrograms programs) {
        Properties facts = PropertyFile.read(directory.resolve(FACTS));
        return new BigchainDbNode(
                directory, programs, NodePorts.read(facts), Optional.ofNullable(facts.getProperty(DATABASE)));
    }

    /** Where its processes log and what they keep. */
    public Path directory() {
        return directory;
    }

    /** {@code http://127.0.0.1:<port>}. */
    public URI api() {
        return URI.create("http://%s:%d".formatted(LOOPBACK, ports.api()));
    }

    /** {@code ws://127.0.0.1:<port>/api/v1/streams/valid_transactions}. */
    public URI stream() {
        return URI.create("ws://%s:%d/api/v1/streams/valid_transactions".formatted(LOOPBACK, ports.stream()));
    }

    /** Tendermint's RPC, {@code http://127.0.0.1:<port>}. */
    public URI rpc() {
        return URI.create("http://%s:%d".formatted(LOOPBACK, ports.rpc()));
    }

    /** By this and {@link #LOOPBACK} other validators reach it. */
    int peerPort() {
        return ports.peers();
    }

    /** By this other validators know it. */
    String peerId() {
        return TendermintHome.of(directory).nodeId(programs.tendermint());
    }

    void configure(List<String> peers) {
        TendermintHome.of(directory).configure(ports, peers);
    }

    /** Those of its processes that run, in the order in which they start. */
    public List<OwnProcess> processes() {
        return names().flatMap(name -> OwnProcess.find(directory, name).stream())
                .toList();
    }

    /** Whether all of its processes run. */
    public boolean isRunning() {
        return processes().size() == names().count();
    }

    private Stream<String> names() {
        return mongoDb.isPresent() ? Stream.of(BIGCHAINDB, TENDERMINT) : Stream.of(DATABASE, BIGCHAINDB, TENDERMINT);
    }

    /**
     * Starts what does not run yet, and waits until the node answers.
     *
     * @throws health.countersign.processes.ProcessFailedException with the end of a log, if a process fails
     */
    public void start() {
        startDatabase();
        startBigchainDb();
        startTendermint();
        awaitReady(LISTENING);
    }

    void startDatabase() {
        if (mongoDb.isPresent() || isAlive(DATABASE)) {
            return;
        }
        List<String> arguments = List.of(
                String.valueOf(ports.database()),
                directory.resolve("database.mv").toString());
        List<String> options = List.of("-Xmx256m", "-XX:+UseSerialGC");
        List<String> command = JavaProgram.command(StandInDatabaseMain.class.getName(), options, arguments);
        OwnProcess.start(new ProcessSpec(DATABASE, command, Map.of(), directory));
    }

    /** BigchainDB talks with one Tendermint in its life, from both their starts on: they are started together. */
    void startBigchainDb() {
        if (isAlive(BIGCHAINDB) && isAlive(TENDERMINT)) {
            return;
        }
        end(TENDERMINT);
        end(BIGCHAINDB);
        OwnProcess.find(directory, DATABASE)
                .ifPresent(database -> database.await("listens", LISTENING, () -> Probe.listens(ports.database())));
        PinnedFiles.writeScripts(directory);
        List<String> command = List.of(
                programs.python().toString(),
                "-E",
                directory.resolve("start.py").toString(),
                "--api=" + at(ports.api()),
                "--events=" + at(ports.stream()),
                "--abci=" + at(ports.abci()),
                "--tendermint=" + at(ports.rpc()),
                "--database=" + mongoDb.orElse("mongodb://%s/bigchain".formatted(at(ports.database()))),
                "--text-search=" + (mongoDb.isPresent() ? "on" : "off"));
        OwnProcess.start(new ProcessSpec(BIGCHAINDB, command, Map.of(), directory));
    }

    void startTendermint() {
        startTendermint(Map.of());
    }

    /** With variables of the environment that it has only in this life. */
    void startTendermint(Map<String, String> environment) {
        if (isAlive(TENDERMINT)) {
            return;
        }
        process(BIGCHAINDB).await("listens for Tendermint", LISTENING, () -> Probe.listens(ports.abci()));
        Path home = TendermintHome.of(directory).directory();
        List<String> command = List.of(programs.tendermint().toString(), "node", "--home", home.toString());
        OwnProcess.start(new ProcessSpec(TENDERMINT, command, environment, directory));
    }

    /**
     * Waits until it answers and knows its validators, without which every post would fail.
     *
     * @throws health.countersign.processes.ProcessFailedException if it takes longer, with the end of a log
     */
    public void awaitReady(Duration patience) {
        process(TENDERMINT).await("serves its RPC", patience, () -> Probe.answers(rpc().resolve("/status"), "{"));
        URI validators = api().resolve("/api/v1/validators");
        process(BIGCHAINDB).await("knows its validators", patience, () -> Probe.answers(validators, "[{"));
    }

    /** Asks its processes to end, those first that need the others, and waits until they have. */
    public void stop() {
        end(TENDERMINT);
        end(BIGCHAINDB);
        end(DATABASE);
    }

    /** Ends its processes at once, as a power failure would. */
    public void kill() {
        processes().forEach(OwnProcess::kill);
    }

    /** Stops its time: it keeps its connections and answers nobody. */
    public void pause() {
        processes().forEach(OwnProcess::pause);
    }

    /** Lets it go on after {@link #pause}. */
    public void resume() {
        processes().forEach(OwnProcess::resume);
    }

    private boolean isAlive(String name) {
        return OwnProcess.find(directory, name).isPresent();
    }

    private OwnProcess process(String name) {
        return OwnProcess.find(directory, name)
                .orElseThrow(() -> new IllegalStateException("%s does not run in %s".formatted(name, directory)));
    }

    private void end(String name) {
        OwnProcess.find(directory, name).ifPresent(process -> process.terminate(GRACE));
    }

    private static String at(int port) {
        return LOOPBACK + ":" + port;
    }

    @Override
    public String toString() {
        return "BigchainDB node at " + api();
    }
}
