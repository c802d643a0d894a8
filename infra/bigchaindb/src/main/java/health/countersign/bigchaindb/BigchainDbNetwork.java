package health.countersign.bigchaindb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Validators on this machine that agree on one chain: one, or four of which any one may fail. Everything is kept in one
 * directory, by which a later command finds the network again, running or not. Methods block.
 */
public final class BigchainDbNetwork {
    private static final String FACTS = "network.properties";
    private static final Duration READY = Duration.ofMinutes(3);

    private final Path directory;
    private final List<BigchainDbNode> nodes;

    private BigchainDbNetwork(Path directory, List<BigchainDbNode> nodes) {
        this.directory = directory;
        this.nodes = List.copyOf(nodes);
    }

    /**
     * Makes the network if its directory has none, starts what of it does not run, and waits until every node answers.
     *
     * @param progress hears a line about each step
     * @throws IllegalArgumentException if the directory holds a network of another size
     * @throws health.countersign.processes.ProcessFailedException with the end of a log, if a process fails
     */
    public static BigchainDbNetwork start(NetworkSettings settings, NodePrograms programs, Consumer<String> progress) {
        BigchainDbNetwork network = find(settings.directory()).orElseGet(() -> create(settings, programs));
        if (network.nodes.size() != settings.validators()) {
            throw new IllegalArgumentException("%s holds a network of %d validators, not %d"
                    .formatted(settings.directory(), network.nodes.size(), settings.validators()));
        }
        network.start(progress);
        return network;
    }

    /** The network that was made in this directory, whether it runs or not. */
    public static Optional<BigchainDbNetwork> find(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        Path file = home.resolve(FACTS);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        Properties facts = PropertyFile.read(file);
        NodePrograms programs =
                new NodePrograms(Path.of(facts.getProperty("python")), Path.of(facts.getProperty("tendermint")));
        NetworkSettings settings = NetworkSettings.of(home, Integer.parseInt(facts.getProperty("validators")));
        return Optional.of(new BigchainDbNetwork(
                home,
                indexes(settings)
                        .mapToObj(node -> BigchainDbNode.open(settings.node(node), programs))
                        .toList()));
    }

    private static BigchainDbNetwork create(NetworkSettings settings, NodePrograms programs) {
        List<NodePorts> ports = settings.ports();
        List<BigchainDbNode> nodes = indexes(settings)
                .mapToObj(node ->
                        BigchainDbNode.create(settings.node(node), programs, ports.get(node), settings.database(node)))
                .toList();
        TendermintHome.create(
                programs.tendermint(),
                settings.directory(),
                nodes.stream().map(BigchainDbNode::directory).toList());
        List<String> peers = nodes.stream()
                .map(node -> "%s@%s:%d".formatted(node.peerId(), BigchainDbNode.LOOPBACK, node.peerPort()))
                .toList();
        for (int i = 0; i < nodes.size(); i++) {
            List<String> others = new ArrayList<>(peers);
            others.remove(i);
            nodes.get(i).configure(others);
        }
        Properties facts = new Properties();
        facts.setProperty("validators", String.valueOf(settings.validators()));
        facts.setProperty("python", programs.python().toString());
        facts.setProperty("tendermint", programs.tendermint().toString());
        PropertyFile.write(settings.directory().resolve(FACTS), facts);
        return new BigchainDbNetwork(settings.directory(), nodes);
    }

    private static IntStream indexes(NetworkSettings settings) {
        return IntStream.range(0, settings.validators());
    }

    /** Where everything of it is kept. */
    public Path directory() {
        return directory;
    }

    /** Tendermint's {@code genesis.json}, which names the chain and its validators; the same on all nodes. */
    public byte[] genesis() {
        return TendermintHome.of(nodes.get(0).directory()).genesis();
    }

    /** Its nodes, always in the same order. */
    public List<BigchainDbNode> nodes() {
        return nodes;
    }

    public BigchainDbNode node(int index) {
        return nodes.get(index);
    }

    /** Whether every process of every node runs. */
    public boolean isRunning() {
        return nodes.stream().allMatch(BigchainDbNode::isRunning);
    }

    /** Starts what does not run, all nodes at once, and waits until every node answers. */
    public void start(Consumer<String> progress) {
        if (!isRunning()) {
            progress.accept("BigchainDB: starting %d validator%s".formatted(nodes.size(), nodes.size() > 1 ? "s" : ""));
        }
        nodes.forEach(BigchainDbNode::startDatabase);
        nodes.forEach(BigchainDbNode::startBigchainDb);
        nodes.forEach(BigchainDbNode::startTendermint);
        nodes.forEach(node -> node.awaitReady(READY));
    }

    /** Ends every process of it in good order; what it keeps stays, and {@link #start} goes on from there. */
    public void stop() {
        nodes.forEach(BigchainDbNode::stop);
    }

    /** Ends every process of it at once. */
    public void kill() {
        nodes.forEach(BigchainDbNode::kill);
    }
}
