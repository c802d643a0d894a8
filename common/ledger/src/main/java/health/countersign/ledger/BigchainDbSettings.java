package health.countersign.ledger;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where an organization's ledger nodes are. The first that answers is used; the others stand by.
 *
 * @param timeout how long one node may take to answer, ten seconds or more for a cluster under load
 */
public record BigchainDbSettings(List<Node> nodes, Duration timeout) {
    /** How long a node may take unless said otherwise. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    public BigchainDbSettings {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a ledger has a node, and its timeout is positive");
        }
    }

    public static BigchainDbSettings of(Node... nodes) {
        return new BigchainDbSettings(List.of(nodes), USUAL_TIMEOUT);
    }

    /**
     * One node.
     *
     * @param api such as {@code http://localhost:9984}
     * @param stream such as {@code ws://localhost:9985}, with the path of the stream or without
     */
    public record Node(URI api, URI stream) {
        private static final String STREAM = "/api/v1/streams/valid_transactions";

        public Node {
            if (api.getHost() == null || stream.getHost() == null) {
                throw new IllegalArgumentException("a node has an address for its API and one for its stream");
            }
            if (stream.getPath().length() <= 1) {
                stream = stream.resolve(STREAM);
            }
        }

        public static Node of(String api, String stream) {
            return new Node(URI.create(api), URI.create(stream));
        }
    }
}
