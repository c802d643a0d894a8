package health.countersign.embedded.ledger;

import health.countersign.ledger.Wallet;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An empty node for each test. */
final class NodeExtension implements BeforeEachCallback, AfterEachCallback {

    private Vertx vertx;
    private Path directory;
    private EmbeddedLedgerNode node;
    /** Kept, because Vert.x closes a client that nobody holds any more. */
    private NodeClient client;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        vertx = Vertx.vertx();
        directory = Files.createTempDirectory("ledger");
        start();
    }

    private void start() throws Exception {
        node = EmbeddedLedgerNode.start(vertx, LedgerSettings.in(directory), Wallet.ED25519)
                .await(120, TimeUnit.SECONDS);
        client = new NodeClient(vertx, node.uri());
    }

    void restart() throws Exception {
        node.close().await(120, TimeUnit.SECONDS);
        start();
    }

    EmbeddedLedgerNode node() {
        return node;
    }

    Vertx vertx() {
        return vertx;
    }

    Path directory() {
        return directory;
    }

    NodeClient client() {
        return client;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (node != null) {
            node.close().await(120, TimeUnit.SECONDS);
        }
        vertx.close().await(120, TimeUnit.SECONDS);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
