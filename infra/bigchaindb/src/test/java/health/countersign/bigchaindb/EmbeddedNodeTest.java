package health.countersign.bigchaindb;

import health.countersign.embedded.ledger.EmbeddedLedgerNode;
import health.countersign.embedded.ledger.LedgerSettings;
import health.countersign.ledger.BigchainDbSettings.Node;
import health.countersign.ledger.Wallet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The node in the JVM, by the measure of the real ones. */
class EmbeddedNodeTest extends LedgerNodeContract {
    @TempDir
    static Path directory;

    private static Embedded embedded;

    @BeforeAll
    static void start() {
        embedded = new Embedded(Vertx.vertx());
        embedded.restore();
    }

    @AfterAll
    static void stop() {
        embedded.stop(1);
        result(embedded.vertx.close());
    }

    @Override
    protected LedgerUnderTest underTest() {
        return embedded;
    }

    /** It keeps its ports in its directory, so that its addresses stay the same. */
    private static final class Embedded implements LedgerUnderTest {
        private final Vertx vertx;
        private Optional<EmbeddedLedgerNode> running = Optional.empty();
        private List<Node> nodes = List.of();

        Embedded(Vertx vertx) {
            this.vertx = vertx;
        }

        @Override
        public String name() {
            return "embedded node";
        }

        @Override
        public List<Node> nodes() {
            return nodes;
        }

        @Override
        public Optional<URI> rpc() {
            return Optional.empty();
        }

        @Override
        public void stop(int howMany) {
            if (howMany > 0) {
                result(running.map(EmbeddedLedgerNode::close).orElse(Future.succeededFuture()));
                running = Optional.empty();
            }
        }

        @Override
        public void restoreOne() {
            restore();
        }

        @Override
        public void restore() {
            if (running.isEmpty()) {
                EmbeddedLedgerNode node =
                        result(EmbeddedLedgerNode.start(vertx, LedgerSettings.in(directory), Wallet.ED25519));
                running = Optional.of(node);
                nodes = List.of(new Node(node.uri(), node.eventsUri()));
            }
        }
    }
}
