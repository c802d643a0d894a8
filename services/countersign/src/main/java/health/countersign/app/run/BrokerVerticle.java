package health.countersign.app.run;

import health.countersign.embedded.broker.EmbeddedBroker;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The broker of one machine as a program with health and metrics. */
final class BrokerVerticle extends VerticleBase {
    private final BrokerProgramSettings settings;
    private EmbeddedBroker broker;

    BrokerVerticle(BrokerProgramSettings settings) {
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> EmbeddedBroker.start(settings.broker()))
                .onSuccess(started -> broker = started);
    }

    @Override
    public Future<?> stop() {
        return broker == null
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> {
                    broker.close();
                    return null;
                });
    }
}
