package health.countersign.bigchaindb;

import health.countersign.ledger.BigchainDbSettings.Node;
import health.countersign.processes.RealPart;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Real nodes, as processes of this machine. */
final class NetworkUnderTest implements LedgerUnderTest {
    private final String name;
    private final BigchainDbNetwork network;

    private NetworkUnderTest(String name, BigchainDbNetwork network) {
        this.name = name;
        this.network = network;
    }

    static NetworkUnderTest start(String name, Path directory, int validators) {
        RealPart.require(NodePrograms.missing());
        NodePrograms programs = NodePrograms.install(System.out::println);
        return new NetworkUnderTest(
                name,
                BigchainDbNetwork.start(NetworkSettings.of(directory, validators), programs, System.out::println));
    }

    BigchainDbNetwork network() {
        return network;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Node> nodes() {
        return network.nodes().stream()
                .map(node -> new Node(node.api(), node.stream()))
                .toList();
    }

    @Override
    public Optional<URI> rpc() {
        return Optional.of(network.node(0).rpc());
    }

    @Override
    public void stop(int howMany) {
        network.nodes().subList(0, howMany).forEach(BigchainDbNode::kill);
    }

    @Override
    public void restoreOne() {
        network.nodes().stream().filter(node -> !node.isRunning()).findFirst().ifPresent(BigchainDbNode::start);
    }

    @Override
    public void restore() {
        network.start(line -> {});
    }
}
