package health.countersign.app.run;

import health.countersign.embedded.ledger.EmbeddedLedgerNode;
import health.countersign.ledger.Ed25519;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The ledger node of one machine as a program with health and metrics. */
final class LedgerVerticle extends VerticleBase {
    private final LedgerProgramSettings settings;
    private EmbeddedLedgerNode node;

    LedgerVerticle(LedgerProgramSettings settings) {
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        return EmbeddedLedgerNode.start(vertx, settings.ledger(), Ed25519.preferred())
                .onSuccess(started -> node = started);
    }

    @Override
    public Future<?> stop() {
        return node == null ? Future.succeededFuture() : node.close();
    }
}
