package health.countersign.app.laptop;

import io.vertx.core.Vertx;
import io.vertx.core.VerticleBase;
import java.net.URI;

/** A service that runs. */
record Deployed(Vertx vertx, String id) {
    static Deployed of(Vertx vertx, VerticleBase verticle) {
        return new Deployed(vertx, vertx.deployVerticle(verticle).await());
    }

    void undeploy() {
        vertx.undeploy(id).await();
    }

    static URI http(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
