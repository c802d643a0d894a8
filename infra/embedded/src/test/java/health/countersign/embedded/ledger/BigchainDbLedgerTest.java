package health.countersign.embedded.ledger;

import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.LedgerContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The HTTP adapter against this node does what every ledger does. */
class BigchainDbLedgerTest extends LedgerContract {
    @RegisterExtension
    final NodeExtension running = new NodeExtension();

    private Ledger ledger;

    @BeforeEach
    void connect() {
        BigchainDbSettings.Node node =
                new BigchainDbSettings.Node(running.node().uri(), running.node().eventsUri());
        ledger = new BigchainDbLedger(running.vertx(), BigchainDbSettings.of(node));
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected Vertx vertx() {
        return running.vertx();
    }
}
