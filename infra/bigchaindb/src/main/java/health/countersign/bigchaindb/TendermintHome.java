package health.countersign.bigchaindb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tendermint's directory of one node: keys, genesis, settings and its own copy of the chain. */
final class TendermintHome {
    private static final String NAME = "tendermint";

    private final Path directory;

    private TendermintHome(Path directory) {
        this.directory = directory;
    }

    static TendermintHome of(Path node) {
        return new TendermintHome(node.resolve(NAME));
    }

    /** Makes keys and one genesis for as many validators as there are directories of nodes. */
    static void create(Path tendermint, Path network, List<Path> nodes) {
        Path made = network.resolve("genesis");
        Command.run(
                network,
                tendermint.toString(),
                "testnet",
                "--v",
                String.valueOf(nodes.size()),
                "--populate-persistent-peers=false",
                "--o",
                made.toString());
        try {
            for (int i = 0; i < nodes.size(); i++) {
                Files.createDirectories(nodes.get(i));
                Files.move(made.resolve("node" + i), of(nodes.get(i)).directory);
            }
            Files.delete(made);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + network, e);
        }
    }

    Path directory() {
        return directory;
    }

    /** The file that names the chain and its validators. */
    byte[] genesis() {
        Path file = directory.resolve("config/genesis.json");
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The name by which its peers know the node. */
    String nodeId(Path tendermint) {
        return Command.run(directory, tendermint.toString(), "show_node_id", "--home", directory.toString());
    }

    /**
     * Sets what a node on one machine needs, in {@code config.toml}.
     *
     * @param peers {@code id@host:port} of the other validators
     */
    void configure(NodePorts ports, List<String> peers) {
        edit(Map.of(
                "proxy_app",
                quoted(tcp(ports.abci())),
                "rpc.laddr",
                quoted(tcp(ports.rpc())),
                "p2p.laddr",
                quoted(tcp(ports.peers())),
                "p2p.persistent_peers",
                quoted(String.join(",", peers)),
                "p2p.addr_book_strict",
                "false",
                "p2p.allow_duplicate_ip",
                "true",
                "p2p.pex",
                "false",
                "consensus.create_empty_blocks",
                "false",
                "consensus.skip_timeout_commit",
                "true"));
    }

    private void edit(Map<String, String> settings) {
        Path file = directory.resolve("config/config.toml");
        List<String> edited = new ArrayList<>();
        String section = "";
        int set = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("[")) {
                    section = line.substring(1, line.indexOf(']')) + ".";
                }
                String key = line.split(" = ", 2)[0];
                String value = settings.get(section + key);
                set += value == null ? 0 : 1;
                edited.add(value == null ? line : key + " = " + value);
            }
            if (set != settings.size()) {
                throw new IllegalStateException("%s lacks one of %s".formatted(file, settings.keySet()));
            }
            Files.write(file, edited);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot edit " + file, e);
        }
    }

    private static String tcp(int port) {
        return "tcp://%s:%d".formatted(BigchainDbNode.LOOPBACK, port);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
