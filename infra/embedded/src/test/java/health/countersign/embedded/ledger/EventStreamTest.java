package health.countersign.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import health.countersign.embedded.Ports;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventStreamTest {
    @RegisterExtension
    final NodeExtension running = new NodeExtension();

    private final Wallet alice = new Wallet();
    /** Kept, because Vert.x closes a client that nobody holds any more. */
    private final List<WebSocketClient> clients = new ArrayList<>();

    private final List<JsonObject> events = new CopyOnWriteArrayList<>();

    @Test
    void everyCommittedTransactionIsToldOnceInTheChainsOrder() throws Exception {
        subscribe();
        NodeClient client = running.client();
        int many = 300;

        List<Future<HttpResponse<Buffer>>> answers = IntStream.range(0, many)
                .mapToObj(i -> client.posting(alice.create("asset " + i).bytes(), "sync"))
                .toList();

        Future.all(answers).await(120, TimeUnit.SECONDS);
        await().atMost(120, TimeUnit.SECONDS).until(() -> events.size() >= many);
        assertThat(events).isEqualTo(chain(1)).hasSize(many);
    }

    @Test
    void anEventNamesHeightAssetAndTransaction() throws Exception {
        subscribe();
        Transaction genesis = alice.create("told");
        Transaction next = alice.transfer(genesis, "next");

        running.client().post(genesis.bytes(), "commit");
        running.client().post(next.bytes(), "commit");

        await().atMost(120, TimeUnit.SECONDS).until(() -> events.size() == 2);
        assertThat(events)
                .containsExactly(
                        new JsonObject()
                                .put("asset_id", genesis.id())
                                .put("height", 1)
                                .put("transaction_id", genesis.id()),
                        new JsonObject()
                                .put("asset_id", genesis.id())
                                .put("height", 2)
                                .put("transaction_id", next.id()));
    }

    @Test
    void whoWasAwayReadsTheMissedBlocksByHeight() throws Exception {
        WebSocket first = subscribe();
        running.client().post(alice.create("seen").bytes(), "commit");
        await().atMost(120, TimeUnit.SECONDS).until(() -> events.size() == 1);
        CompletableFuture<Void> gone = new CompletableFuture<>();
        first.closeHandler(gone::complete);
        first.close();
        gone.get(120, TimeUnit.SECONDS);
        running.client().post(alice.create("missed").bytes(), "commit");

        subscribe();
        running.client().post(alice.create("seen again").bytes(), "commit");

        await().atMost(120, TimeUnit.SECONDS).until(() -> events.size() == 2);
        long last = events.get(0).getLong("height");
        assertThat(events.get(1).getLong("height")).isEqualTo(last + 2);
        assertThat(chain(last + 1)).hasSize(2).endsWith(events.get(1));
    }

    @Test
    void aRefusedTransactionIsNotToldOf() throws Exception {
        subscribe();
        running.client().post(alice.transfer(alice.create("never posted"), "x").bytes(), "sync");
        running.client().post(alice.create("good").bytes(), "commit");

        await().atMost(120, TimeUnit.SECONDS).until(() -> !events.isEmpty());
        assertThat(events).hasSize(1).allMatch(event -> event.getLong("height") == 1);
    }

    @Test
    void thereIsNoOtherStream() {
        String other = running.node().streamUri().toString().replace("valid_transactions", "votes");
        WebSocketClient client = running.vertx().createWebSocketClient();

        assertThatThrownBy(() -> client.connect(new WebSocketConnectOptions().setAbsoluteURI(other))
                        .await(120, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class,
                        rejected -> assertThat(rejected.getStatus()).isEqualTo(404));
    }

    @Test
    void whoReadsTooSlowlyIsCutOff() throws Exception {
        EventStream stream = new EventStream(running.vertx());
        int port = Ports.choose(0, 0);
        stream.listen(port, Ports.LOOPBACK).await(120, TimeUnit.SECONDS);
        WebSocketClient client = running.vertx().createWebSocketClient();
        WebSocket slow = client.connect(port, Ports.LOOPBACK, EventStream.PATH).await(120, TimeUnit.SECONDS);
        CompletableFuture<Short> status = new CompletableFuture<>();
        slow.closeHandler(closed -> status.complete(slow.closeStatusCode()));
        slow.pause();
        Block large = new Block(1, Collections.nCopies(10_000, alice.create("again and again")));

        IntStream.range(0, 40).forEach(i -> stream.publish(large));
        slow.resume();

        assertThat(status.get(120, TimeUnit.SECONDS)).isEqualTo((short) 1013);
        stream.close(1).await(120, TimeUnit.SECONDS);
        client.close().await(120, TimeUnit.SECONDS);
    }

    private WebSocket subscribe() throws Exception {
        WebSocketClient client = running.vertx().createWebSocketClient();
        clients.add(client);
        return client.connect(new WebSocketConnectOptions()
                        .setAbsoluteURI(running.node().streamUri().toString()))
                .onSuccess(socket -> socket.textMessageHandler(text -> events.add(new JsonObject(text))))
                .await(120, TimeUnit.SECONDS);
    }

    /** What the stream should have told from this height on. */
    private List<JsonObject> chain(long from) throws Exception {
        List<JsonObject> chain = new ArrayList<>();
        for (long at = from; at <= running.node().height(); at++) {
            for (Object tx : running.client().object("/api/v1/blocks/" + at).getJsonArray("transactions")) {
                Transaction transaction =
                        Transaction.of(((JsonObject) tx).toBuffer().getBytes());
                chain.add(new JsonObject()
                        .put("asset_id", transaction.assetId())
                        .put("height", (int) at)
                        .put("transaction_id", transaction.id()));
            }
        }
        return chain;
    }
}
