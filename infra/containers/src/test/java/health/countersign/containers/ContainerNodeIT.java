package health.countersign.containers;

import health.countersign.bigchaindb.LedgerNodeContract;
import health.countersign.bigchaindb.LedgerUnderTest;
import health.countersign.ledger.BigchainDbSettings.Node;
import health.countersign.processes.RealPart;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every ledger must do, done by the node as a container. */
class ContainerNodeIT extends LedgerNodeContract {
    private static LedgerContainer container;

    @BeforeAll
    static void start() {
        RealPart.require(Engine.missing(List.of(Engine.LEDGER)));
        container = new LedgerContainer();
        container.start();
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    protected LedgerUnderTest underTest() {
        return new OneContainer();
    }

    private static final class OneContainer implements LedgerUnderTest {
        @Override
        public String name() {
            return "the node as a container";
        }

        @Override
        public List<Node> nodes() {
            return List.of(container.node());
        }

        @Override
        public Optional<URI> rpc() {
            return Optional.of(container.rpc());
        }

        @Override
        public void stop(int howMany) {
            if (howMany > 0) {
                container.kill();
            }
        }

        @Override
        public void restoreOne() {
            container.startAgain();
        }

        @Override
        public void restore() {
            if (!container.isAlive()) {
                restoreOne();
            }
        }
    }
}
