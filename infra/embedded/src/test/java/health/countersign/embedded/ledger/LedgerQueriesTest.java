package health.countersign.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerQueriesTest {
    @RegisterExtension
    final NodeExtension running = new NodeExtension();

    private final Wallet alice = new Wallet();
    private final Transaction genesis = alice.create("Hello, ledger");
    private final Transaction second = alice.transfer(genesis, "the second of three");
    private final Transaction third = alice.transfer(second, "and the THIRD");
    private final Transaction other = alice.create("another asset");

    private void commitAll() throws Exception {
        for (Transaction tx : List.of(genesis, other, second, third)) {
            assertThat(running.client().post(tx.bytes(), "commit").statusCode()).isEqualTo(202);
        }
    }

    @Test
    void anAssetsTransactionsComeInTheChainsOrder() throws Exception {
        commitAll();

        assertThat(ids("/api/v1/transactions?asset_id=" + genesis.id()))
                .containsExactly(genesis.id(), second.id(), third.id());
        assertThat(ids("/api/v1/transactions?operation=transfer&asset_id=" + genesis.id()))
                .containsExactly(second.id(), third.id());
        assertThat(ids("/api/v1/transactions/?operation=CREATE&asset_id=" + genesis.id()))
                .containsExactly(genesis.id());
        assertThat(ids("/api/v1/transactions?asset_id=" + "0".repeat(64))).isEmpty();
    }

    @Test
    void theLastTransactionIsTheHeadOfTheChain() throws Exception {
        commitAll();

        assertThat(ids("/api/v1/transactions?last_tx=true&asset_id=" + genesis.id()))
                .containsExactly(third.id());
        assertThat(ids("/api/v1/transactions?last_tx=true&operation=CREATE&asset_id=" + genesis.id()))
                .containsExactly(genesis.id());
        assertThat(ids("/api/v1/transactions?last_tx=true&operation=TRANSFER&asset_id=" + other.id()))
                .isEmpty();
    }

    @Test
    void outputsAreFoundByPublicKey() throws Exception {
        commitAll();
        String outputs = "/api/v1/outputs?public_key=" + alice.publicKey();

        assertThat(outputs(outputs)).containsExactly(genesis.id(), other.id(), second.id(), third.id());
        assertThat(outputs(outputs + "&spent=true")).containsExactly(genesis.id(), second.id());
        assertThat(outputs(outputs + "&spent=false")).containsExactly(other.id(), third.id());
        assertThat(outputs("/api/v1/outputs?public_key=" + new Wallet().publicKey()))
                .isEmpty();
    }

    @Test
    void blocksAreReadByHeightAndFoundByTransaction() throws Exception {
        commitAll();

        JsonObject block = running.client().object("/api/v1/blocks/3");
        assertThat(block.getLong("height")).isEqualTo(3);
        assertThat(block.getJsonArray("transactions")).containsExactly(json(second));
        assertThat(running.client().array("/api/v1/blocks?transaction_id=" + second.id()))
                .containsExactly(3);
        assertThat(running.client().array("/api/v1/blocks?transaction_id=unknown"))
                .isEmpty();
        assertThat(running.client().get("/api/v1/blocks/5").statusCode()).isEqualTo(404);
    }

    @Test
    void wordsAreFoundInAssetsAndMetadata() throws Exception {
        commitAll();

        assertThat(running.client().array("/api/v1/assets?search=ledger"))
                .containsExactly(new JsonObject()
                        .put("id", genesis.id())
                        .put("data", new JsonObject().put("says", "Hello, ledger")));
        assertThat(ids("/api/v1/assets?search=hello%20ANOTHER")).containsExactly(genesis.id(), other.id());
        assertThat(ids("/api/v1/metadata?search=third%20second")).containsExactly(second.id(), third.id());
        assertThat(ids("/api/v1/metadata?search=third%20second&limit=1")).containsExactly(second.id());
        assertThat(ids("/api/v1/assets?search=hell")).isEmpty();
    }

    @Test
    void anUnknownTransactionIsNotFound() throws Exception {
        assertThat(running.client().object("/api/v1/transactions/" + genesis.id()))
                .isEqualTo(new JsonObject().put("message", "Not found").put("status", 404));
        assertThat(running.client().get("/api/v1/transactions/nonsense").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLongChainIsSentInPieces() throws Exception {
        Transaction tip = alice.create("long");
        running.client().post(tip.bytes(), "commit");
        for (int i = 0; i < 40; i++) {
            tip = alice.transfer(tip, "x".repeat(10_000));
            assertThat(running.client().post(tip.bytes(), "commit").statusCode())
                    .isEqualTo(202);
        }

        assertThat(ids("/api/v1/transactions?asset_id=" + tip.assetId()))
                .hasSize(41)
                .endsWith(tip.id());
    }

    @Test
    void theNodeSaysWhatItIs() throws Exception {
        JsonObject root = running.client().object("/");

        assertThat(root.getString("warning")).contains("one node").contains("no Byzantine fault tolerance");
        assertThat(root.getJsonObject("api").getJsonObject("v1").getString("streams"))
                .isEqualTo(running.node().streamUri().toString());
        assertThat(running.client().array("/api/v1/validators")).hasSize(1);
    }

    @Test
    void everythingIsThereAfterARestart() throws Exception {
        commitAll();
        var validators = running.client().array("/api/v1/validators");
        var address = running.node().uri();

        running.restart();

        assertThat(running.node().uri()).isEqualTo(address);
        assertThat(running.node().height()).isEqualTo(4);
        assertThat(running.client().array("/api/v1/validators")).isEqualTo(validators);
        assertThat(ids("/api/v1/transactions?asset_id=" + genesis.id()))
                .containsExactly(genesis.id(), second.id(), third.id());
        assertThat(running.client()
                        .post(alice.transfer(second, "again").bytes(), "commit")
                        .bodyAsString())
                .contains("DoubleSpend");
        Transaction fourth = alice.transfer(third, "fourth");
        assertThat(running.client().post(fourth.bytes(), "commit").statusCode()).isEqualTo(202);
        assertThat(running.client().array("/api/v1/blocks?transaction_id=" + fourth.id()))
                .containsExactly(5);
    }

    private Stream<String> ids(String path) throws Exception {
        return running.client().array(path).stream().map(tx -> ((JsonObject) tx).getString("id"));
    }

    private Stream<String> outputs(String path) throws Exception {
        JsonArray outputs = running.client().array(path);
        return outputs.stream().map(output -> ((JsonObject) output).getString("transaction_id"));
    }

    private static JsonObject json(Transaction tx) {
        return new JsonObject(Buffer.buffer(tx.bytes()));
    }
}
