package health.countersign.containers;

import health.countersign.ledger.BigchainDbSettings.Node;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A BigchainDB node with its Tendermint and its database, as one container. */
final class LedgerContainer extends GenericContainer<LedgerContainer> {
    static final int API = 9984;
    static final int STREAM = 9985;
    static final int RPC = 26657;

    private static final Duration START = Duration.ofMinutes(5);

    LedgerContainer() {
        super(Engine.LEDGER);
        withExposedPorts(API, STREAM, RPC);
        // The list is empty until Tendermint has connected.
        waitingFor(Wait.forHttp("/api/v1/validators")
                .forPort(API)
                .forResponsePredicate(body -> body.contains("public_key"))
                .withStartupTimeout(START));
    }

    /** Where it answers on this machine. */
    Node node() {
        return new Node(uri("http", API), uri("ws", STREAM));
    }

    URI rpc() {
        return uri("http", RPC);
    }

    private URI uri(String scheme, int port) {
        return URI.create("%s://%s:%d".formatted(scheme, getHost(), getMappedPort(port)));
    }
}
