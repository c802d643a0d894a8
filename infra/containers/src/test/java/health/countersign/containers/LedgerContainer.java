package health.countersign.containers;

import static org.awaitility.Awaitility.await;

import health.countersign.ledger.BigchainDbSettings.Node;
import health.countersign.processes.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A BigchainDB node with its Tendermint and its database, as one container. */
final class LedgerContainer extends GenericContainer<LedgerContainer> {
    static final int API = 9984;
    static final int STREAM = 9985;
    static final int RPC = 26657;

    private static final Duration START = Duration.ofMinutes(5);

    private final Map<Integer, Integer> ports = new HashMap<>();

    LedgerContainer() {
        super(Engine.LEDGER);
        List<Integer> free = FreePorts.take(3);
        publish(free.get(0), API);
        publish(free.get(1), STREAM);
        publish(free.get(2), RPC);
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

    /** Ends it at once, as a power failure would. */
    void kill() {
        Engine.client().killContainerCmd(getContainerId()).exec();
    }

    /** Starts it again where it was, and waits until it answers. */
    void startAgain() {
        Engine.client().startContainerCmd(getContainerId()).exec();
        await().atMost(START).until(this::answers);
    }

    boolean isAlive() {
        return Boolean.TRUE.equals(getCurrentContainerInfo().getState().getRunning());
    }

    private boolean answers() {
        try {
            HttpRequest validators = HttpRequest.newBuilder(uri("http", API).resolve("/api/v1/validators"))
                    .build();
            return HttpClient.newHttpClient()
                    .send(validators, BodyHandlers.ofString())
                    .body()
                    .contains("public_key");
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** On a port that stays the same when it is started again. */
    private void publish(int ours, int its) {
        addFixedExposedPort(ours, its);
        ports.put(its, ours);
    }

    private URI uri(String scheme, int port) {
        return URI.create("%s://%s:%d".formatted(scheme, getHost(), ports.get(port)));
    }
}
