package health.countersign.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.embedded.EmbeddedStartException;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLedgerNodeTest {
    @RegisterExtension
    final NodeExtension running = new NodeExtension();

    private final Wallet alice = new Wallet();

    @TempDir
    Path other;

    @Test
    void aDirectoryInUseIsNamed() {
        assertThatThrownBy(() -> start(LedgerSettings.in(running.directory())))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(running.directory().toString())
                .hasMessageContaining("in use");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> start(new LedgerSettings(other, port, 0)))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("taken");
        }
    }

    @Test
    void whatWasTakenInIsCommittedBeforeTheNodeCloses() throws Exception {
        NodeClient client = running.client();
        List<Transaction> many = IntStream.range(0, 100)
                .mapToObj(i -> alice.create("asset " + i))
                .toList();
        List<Future<HttpResponse<Buffer>>> answers =
                many.stream().map(tx -> client.posting(tx.bytes(), "sync")).toList();
        Future.all(answers).await(120, TimeUnit.SECONDS);

        running.restart();

        for (Transaction tx : many) {
            assertThat(running.client().get("/api/v1/transactions/" + tx.id()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        Future<Void> first = running.node().close();
        Future<Void> second = running.node().close();

        second.await(120, TimeUnit.SECONDS);

        assertThat(first.succeeded()).isTrue();
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        assertThat(running.client().post(new byte[10_000_001], "sync").statusCode())
                .isEqualTo(413);
    }

    @Test
    void whatIsNotJsonIsRefusedWithItsReason() throws Exception {
        assertThat(post("{")).contains("Failed to decode JSON object");
        assertThat(post("")).contains("Failed to decode JSON object");
        assertThat(post("{\"a\":1,\"a\":2}")).contains("a key stands twice");
        assertThat(post("[]")).contains("Invalid transaction schema");
        assertThat(post("{\"id\":\"" + "0".repeat(64) + "\",\"metadata\":{\"n\":0.5}}"))
                .contains("InvalidHash");
    }

    @Test
    void parametersThatTheApiDoesNotKnowAreNamed() throws Exception {
        NodeClient client = running.client();

        assertThat(client.post(new byte[0], "eventually").bodyAsString()).contains("Mode must be");
        assertThat(client.get("/api/v1/transactions?asset_id=xyz").bodyAsString())
                .isEqualTo("{\"message\":{\"asset_id\":\"Invalid hash\"}}");
        assertThat(client.get("/api/v1/outputs").bodyAsString()).contains("Missing required parameter");
        assertThat(client.get("/api/v1/outputs?spent=perhaps&public_key=" + alice.publicKey())
                        .bodyAsString())
                .contains("Boolean value must be");
        assertThat(client.get("/api/v1/assets?search=").statusCode()).isEqualTo(400);
        assertThat(client.get("/api/v2").statusCode()).isEqualTo(404);
    }

    private String post(String json) throws Exception {
        HttpResponse<Buffer> answer = running.client().post(Buffer.buffer(json).getBytes(), "sync");
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.bodyAsString();
    }

    private void start(LedgerSettings settings) throws Exception {
        EmbeddedLedgerNode.start(running.vertx(), settings, Wallet.ED25519).await(120, TimeUnit.SECONDS);
    }
}
