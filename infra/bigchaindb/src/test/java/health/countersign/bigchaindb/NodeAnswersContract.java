package health.countersign.bigchaindb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import health.countersign.ledger.LedgerContract;
import health.countersign.ledger.LedgerVector;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a node answers over HTTP and tells on its stream, to the byte. */
abstract class NodeAnswersContract extends LedgerContract {
    private static final Set<String> UNHANDLED = Set.of("Error", "IndexError", "RecursionError");

    private final Wallet wallet = new Wallet();

    abstract NodeHttp http();

    abstract URI streamOfTheFirstNode();

    @Test
    void aTransactionIsTakenWith202AndReadBackAsItWasSent() {
        Transaction tx = wallet.create("taken");

        NodeHttp.Answer answer = http().post(tx.bytes());

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(new JsonObject(answer.body())).isEqualTo(json(tx));
        awaitCommitted(tx);
        assertThat(http().object("/api/v1/transactions/" + tx.id())).isEqualTo(json(tx));
    }

    @Test
    void theVectorsThatARealNodeTookAreTaken() {
        List<LedgerVector> taken = LedgerVector.all()
                .filter(vector -> vector.error().isEmpty() && !vector.halts())
                .filter(vector ->
                        new JsonObject(vector.text()).getString("operation").equals("CREATE"))
                .toList();

        assertSoftly(all -> taken.forEach(vector -> {
            String id = new JsonObject(vector.text()).getString("id");
            boolean isThere = http().get("/api/v1/transactions/" + id).status() == 200;
            all.assertThat(http().post(vector.json()).verdict())
                    .as(vector.name())
                    .isEqualTo(isThere ? "400 DuplicateTransaction" : "202");
        }));

        assertThat(taken).hasSizeGreaterThan(8);
        taken.forEach(this::awaitReadBack);
    }

    /** A real node tells a lying {@code condition.uri} as it should have been: the id then belongs to other content. */
    private void awaitReadBack(LedgerVector vector) {
        JsonObject posted = new JsonObject(vector.text());
        String path = "/api/v1/transactions/" + posted.getString("id");
        await().until(() -> http().get(path).status() == 200);
        if (!vector.name().equals("w03_condition_uri_lie")) {
            assertThat(http().object(path)).as(vector.name()).isEqualTo(posted);
        }
    }

    /** Those of which nothing was spent before: on a ledger that lives on, the answers must stay the same. */
    @Test
    void theVectorsThatARealNodeRefusedGetTheSameStatusAndClass() {
        List<LedgerVector> refused = LedgerVector.all()
                .filter(vector -> vector.error().isPresent() && vector.block().isEmpty())
                .filter(vector -> !vector.error().get().equals("InputDoesNotExist"))
                .filter(vector -> committed(vector).allMatch(tx -> tx.parent().isEmpty()))
                .toList();
        refused.stream().flatMap(NodeAnswersContract::committed).distinct().forEach(this::ensureCommitted);

        assertSoftly(all -> refused.forEach(
                vector -> all.assertThat(http().post(vector.json()).verdict())
                        .as(vector.name())
                        .isEqualTo(
                                UNHANDLED.contains(vector.error().get())
                                        ? "500"
                                        : "400 " + vector.error().get())));

        assertThat(refused).hasSizeGreaterThan(30);
    }

    private static Stream<Transaction> committed(LedgerVector vector) {
        return vector.committed().stream().map(Transaction::of);
    }

    @Test
    void whatIsSpentOrNotThereYetIsRefusedByItsClass() {
        Transaction genesis = wallet.create("spent once");
        Transaction next = wallet.transfer(genesis, "next");
        commit(genesis);
        commit(next);

        assertThat(http().post(genesis.bytes()).verdict()).isEqualTo("400 DuplicateTransaction");
        assertThat(http().post(next.bytes()).verdict()).isEqualTo("400 DoubleSpend");
        assertThat(http().post(wallet.transfer(genesis, "rival").bytes()).verdict())
                .isEqualTo("400 DoubleSpend");
        assertThat(http().post(wallet.transfer(wallet.create("unknown"), "ahead")
                                .bytes())
                        .verdict())
                .isEqualTo("400 InputDoesNotExist");
        assertThat(http().post(new Wallet().transfer(next, "theft").bytes()).verdict())
                .isEqualTo("400 InvalidSignature");
    }

    @Test
    void aChainIsListedInOrderAndItsLastTransactionIsItsHead() {
        Transaction genesis = wallet.create("chain");
        Transaction second = wallet.transfer(genesis, "second");
        Transaction third = wallet.transfer(second, "third");
        List.of(genesis, second, third).forEach(this::commit);
        String chain = "/api/v1/transactions?asset_id=" + genesis.id();

        assertThat(ids(chain)).containsExactly(genesis.id(), second.id(), third.id());
        assertThat(ids(chain + "&operation=TRANSFER")).containsExactly(second.id(), third.id());
        assertThat(ids(chain + "&operation=CREATE")).containsExactly(genesis.id());
        assertThat(ids(chain + "&last_tx=true")).containsExactly(third.id());
    }

    @Test
    void outputsAreFoundByKeySpentAndUnspent() {
        Transaction genesis = wallet.create("outputs");
        Transaction next = wallet.transfer(genesis, "next");
        List.of(genesis, next).forEach(this::commit);
        String outputs = "/api/v1/outputs?public_key=" + wallet.publicKey();

        assertThat(outputs(outputs)).containsExactlyInAnyOrder(genesis.id(), next.id());
        assertThat(outputs(outputs + "&spent=true")).containsExactly(genesis.id());
        assertThat(outputs(outputs + "&spent=false")).containsExactly(next.id());
        assertThat(outputs("/api/v1/outputs?public_key=" + new Wallet().publicKey()))
                .isEmpty();
    }

    @Test
    void aBlockIsFoundByItsTransactionAndReadByItsHeight() {
        Transaction tx = wallet.create("in a block");
        commit(tx);

        JsonArray heights = http().array("/api/v1/blocks?transaction_id=" + tx.id());

        assertThat(heights).hasSize(1);
        JsonObject block = http().object("/api/v1/blocks/" + heights.getInteger(0));
        assertThat(block.fieldNames()).containsExactlyInAnyOrder("height", "transactions");
        assertThat(block.getInteger("height")).isEqualTo(heights.getInteger(0));
        assertThat(block.getJsonArray("transactions").stream()).contains(json(tx));
        assertThat(http().array("/api/v1/blocks?transaction_id=" + "0".repeat(64)))
                .isEmpty();
    }

    @Test
    void whatIsNotThereIsAnsweredWith404() {
        JsonObject notFound = new JsonObject().put("message", "Not found").put("status", 404);

        for (String path : List.of("/api/v1/transactions/" + "0".repeat(64), "/api/v1/blocks/100000000")) {
            NodeHttp.Answer answer = http().get(path);

            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(new JsonObject(answer.body())).as(path).isEqualTo(notFound);
        }
    }

    @Test
    void whatTheApiDoesNotUnderstandIsRefused() {
        String transactions = "/api/v1/transactions";
        String none = "0".repeat(64);

        assertSoftly(all -> {
            Map.of(
                            transactions,
                            400,
                            transactions + "?asset_id=xyz",
                            400,
                            transactions + "?operation=BURN&asset_id=" + none,
                            400,
                            transactions + "/nonsense",
                            404,
                            "/api/v1/outputs",
                            400,
                            "/api/v1/outputs?public_key=xyz",
                            400,
                            "/api/v1/outputs?spent=perhaps&public_key=" + wallet.publicKey(),
                            400,
                            "/api/v1/assets?search=",
                            400,
                            "/api/v1/blocks/first",
                            404,
                            "/api/v2",
                            404)
                    .forEach((path, status) ->
                            all.assertThat(http().get(path).status()).as(path).isEqualTo(status));
            for (String body : List.of("{", "", "{\"operation\":\"CREATE\"}")) {
                all.assertThat(http().post(body.getBytes(StandardCharsets.UTF_8))
                                .status())
                        .as(body)
                        .isEqualTo(400);
            }
        });
    }

    @Test
    void anEventNamesHeightAssetAndTransactionAndComesOnce() throws Exception {
        List<JsonObject> events = new CopyOnWriteArrayList<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(streamOfTheFirstNode(), new Events(events))
                .get(20, TimeUnit.SECONDS);
        Transaction genesis = wallet.create("told");
        Transaction next = wallet.transfer(genesis, "told too");

        List.of(genesis, next).forEach(this::commit);

        await().until(() -> ofAsset(events, genesis).size() == 2);
        assertThat(ofAsset(events, genesis)).containsExactly(event(genesis), event(next));
        socket.abort();
    }

    /** Others may use the same ledger. */
    private static List<JsonObject> ofAsset(List<JsonObject> events, Transaction genesis) {
        return events.stream()
                .filter(event -> event.getString("asset_id").equals(genesis.id()))
                .toList();
    }

    private JsonObject event(Transaction tx) {
        return new JsonObject()
                .put(
                        "height",
                        http().array("/api/v1/blocks?transaction_id=" + tx.id()).getInteger(0))
                .put("asset_id", tx.assetId())
                .put("transaction_id", tx.id());
    }

    private void ensureCommitted(Transaction tx) {
        if (result(ledger().find(tx.id())).isEmpty()) {
            commit(tx);
        }
    }

    /** Waits until every node has it that the ledger is asked of. */
    protected final void awaitCommitted(Transaction... transactions) {
        Arrays.asList(transactions)
                .forEach(
                        tx -> await().until(() -> result(ledger().find(tx.id())).isPresent()));
    }

    private Stream<String> ids(String path) {
        return http().array(path).stream().map(tx -> ((JsonObject) tx).getString("id"));
    }

    private Stream<String> outputs(String path) {
        return http().array(path).stream().map(output -> ((JsonObject) output).getString("transaction_id"));
    }

    private static JsonObject json(Transaction tx) {
        return new JsonObject(Buffer.buffer(tx.bytes()));
    }

    /** Each text is one event; a long one may come in pieces. */
    private static final class Events implements WebSocket.Listener {
        private final List<JsonObject> events;
        private final StringBuilder text = new StringBuilder();

        Events(List<JsonObject> events) {
            this.events = events;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            text.append(piece);
            if (last) {
                events.add(new JsonObject(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
