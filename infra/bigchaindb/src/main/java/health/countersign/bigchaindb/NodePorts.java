package health.countersign.bigchaindb;

import health.countersign.processes.FreePorts;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * Where the parts of a node listen on 127.0.0.1.
 *
 * @param api BigchainDB's HTTP API
 * @param stream BigchainDB's event stream
 * @param rpc Tendermint's RPC
 * @param peers Tendermint's port for other validators
 * @param abci between Tendermint and BigchainDB
 * @param database between BigchainDB and the stand-in for MongoDB
 */
record NodePorts(int api, int stream, int rpc, int peers, int abci, int database) {
    private static final List<String> NAMES = List.of("api", "stream", "rpc", "peers", "abci", "database");

    /** Ports that are free now, for so many nodes. */
    static List<NodePorts> free(int nodes) {
        List<Integer> ports = FreePorts.take(NAMES.size() * nodes);
        return IntStream.range(0, nodes)
                .mapToObj(node -> of(ports.subList(NAMES.size() * node, NAMES.size() * (node + 1))))
                .toList();
    }

    /** The six ports from this one on. */
    static NodePorts from(int first) {
        return of(IntStream.range(first, first + NAMES.size()).boxed().toList());
    }

    static NodePorts read(Properties properties) {
        return of(NAMES.stream()
                .map(name -> Integer.valueOf(properties.getProperty("port." + name)))
                .toList());
    }

    private static NodePorts of(List<Integer> ports) {
        return new NodePorts(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5));
    }

    void writeTo(Properties properties) {
        List<Integer> ports = List.of(api, stream, rpc, peers, abci, database);
        for (int i = 0; i < ports.size(); i++) {
            properties.setProperty("port." + NAMES.get(i), ports.get(i).toString());
        }
    }
}
