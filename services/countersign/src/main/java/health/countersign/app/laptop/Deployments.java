package health.countersign.app.laptop;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;

/** Services that start at once and stop one after the other. */
final class Deployments {
    private final Vertx vertx;
    private final Parts parts;
    private final Map<String, Future<String>> starting = new LinkedHashMap<>();

    Deployments(Vertx vertx, Parts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    void begin(String name, VerticleBase service) {
        starting.put(name, vertx.deployVerticle(service));
    }

    /** Waits for all of them. */
    void await() throws Exception {
        for (Map.Entry<String, Future<String>> each : starting.entrySet()) {
            parts.start(
                    each.getKey(),
                    () -> each.getValue().await(),
                    deployment -> vertx.undeploy(deployment).await());
        }
    }
}
