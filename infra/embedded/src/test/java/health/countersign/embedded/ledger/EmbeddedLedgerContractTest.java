package health.countersign.embedded.ledger;

import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.LedgerContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The adapter that speaks to a BigchainDB cluster cannot tell this node from one. */
class EmbeddedLedgerContractTest extends LedgerContract {
    @RegisterExtension
    final NodeExtension running = new NodeExtension();

    private BigchainDbLedger ledger;

    @BeforeEach
    void connect() {
        EmbeddedLedgerNode node = running.node();
        ledger = new BigchainDbLedger(
                running.vertx(), BigchainDbSettings.of(new BigchainDbSettings.Node(node.uri(), node.eventsUri())));
    }

    @AfterEach
    void disconnect() {
        ledger.close();
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
