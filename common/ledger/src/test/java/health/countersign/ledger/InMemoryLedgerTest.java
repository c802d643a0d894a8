package health.countersign.ledger;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;

class InMemoryLedgerTest extends LedgerContract {
    private static final Vertx VERTX = Vertx.vertx();
    private static final InMemoryLedger LEDGER = new InMemoryLedger(Ed25519.preferred());

    @AfterAll
    static void close() {
        result(VERTX.close());
    }

    @Override
    protected Ledger ledger() {
        return LEDGER;
    }

    @Override
    protected Vertx vertx() {
        return VERTX;
    }
}
