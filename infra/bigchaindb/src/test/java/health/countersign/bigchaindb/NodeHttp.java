package health.countersign.bigchaindb;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks to one node over HTTP, as a stranger would. */
final class NodeHttp {
    private static final Pattern CLASS = Pattern.compile("^Invalid transaction \\(([A-Za-z]+)\\): .");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI node;

    NodeHttp(URI node) {
        this.node = node;
    }

    /** What a node answered. */
    record Answer(int status, String body) {
        /** The status, and for a 400 the class of the fault. */
        String verdict() {
            return status == 400 ? "400 " + fault(new JsonObject(body).getString("message")) : String.valueOf(status);
        }

        private static String fault(String message) {
            if (message.startsWith("Invalid transaction schema: ")) {
                return "SchemaValidationError";
            }
            Matcher matcher = CLASS.matcher(message);
            return matcher.find() ? matcher.group(1) : message;
        }
    }

    CompletableFuture<Answer> posting(byte[] json) {
        return client.sendAsync(post("/api/v1/transactions?mode=sync", json), BodyHandlers.ofString())
                .thenApply(NodeHttp::answer);
    }

    Answer post(byte[] json) {
        return send(post("/api/v1/transactions?mode=sync", json));
    }

    /** What Tendermint itself says of a transaction that nobody looked at: 0 if it took it. */
    int broadcast(byte[] json) {
        JsonObject call = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", "contract")
                .put("method", "broadcast_tx_sync")
                .put("params", new JsonArray().add(Base64.getEncoder().encodeToString(json)));
        Answer answer = send(post("/", call.toBuffer().getBytes()));
        return new JsonObject(answer.body()).getJsonObject("result").getInteger("code");
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(node.resolve(path)).timeout(PATIENCE).build());
    }

    JsonArray array(String path) {
        return new JsonArray(get(path).body());
    }

    JsonObject object(String path) {
        return new JsonObject(get(path).body());
    }

    private HttpRequest post(String path, byte[] json) {
        return HttpRequest.newBuilder(node.resolve(path))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build();
    }

    private Answer send(HttpRequest request) {
        try {
            return answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body());
    }
}
