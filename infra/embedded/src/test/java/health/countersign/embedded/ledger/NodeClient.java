package health.countersign.embedded.ledger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Speaks to a node over HTTP, as a stranger would. */
final class NodeClient {
    private static final int CONNECTIONS = 64;

    private final WebClient client;
    private final URI node;

    NodeClient(Vertx vertx, URI node) {
        this.client = WebClient.create(
                vertx, new io.vertx.ext.web.client.WebClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.node = node;
    }

    Future<HttpResponse<Buffer>> posting(byte[] json, String mode) {
        return client.postAbs(node + "/api/v1/transactions?mode=" + mode).sendBuffer(Buffer.buffer(json));
    }

    HttpResponse<Buffer> post(byte[] json, String mode) throws Exception {
        return posting(json, mode).await(120, TimeUnit.SECONDS);
    }

    HttpResponse<Buffer> get(String path) throws Exception {
        return client.getAbs(node + path).send().await(120, TimeUnit.SECONDS);
    }

    JsonArray array(String path) throws Exception {
        return get(path).bodyAsJsonArray();
    }

    JsonObject object(String path) throws Exception {
        return get(path).bodyAsJsonObject();
    }
}
