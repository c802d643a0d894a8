package health.countersign.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.ledger.Fault;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupCommitTest {
    @RegisterExtension
    final NodeExtension running = new NodeExtension();

    private final Wallet alice = new Wallet();

    @ParameterizedTest
    @ValueSource(strings = {"async", "sync", "commit"})
    void ofManyConflictingTransactionsExactlyOneIsCommitted(String mode) throws Exception {
        Transaction genesis = alice.create("contested");
        running.client().post(genesis.bytes(), "commit");
        NodeClient client = running.client();

        List<Future<HttpResponse<Buffer>>> answers = IntStream.range(0, 60)
                .mapToObj(i -> alice.transfer(genesis, "claim " + i))
                .map(tx -> client.posting(tx.bytes(), mode))
                .toList();

        Future.join(answers).await(120, TimeUnit.SECONDS);
        // A block of its own, behind whatever still waited.
        client.post(alice.create("afterwards").bytes(), "commit");
        assertThat(client.array("/api/v1/transactions?operation=TRANSFER&asset_id=" + genesis.id()))
                .hasSize(1);
        assertThat(client.array("/api/v1/outputs?spent=false&public_key=" + alice.publicKey()))
                .hasSize(2);
        long accepted =
                answers.stream().filter(a -> a.result().statusCode() == 202).count();
        if ("commit".equals(mode)) {
            assertThat(accepted).as("what commit answers is true").isEqualTo(1);
        } else {
            assertThat(accepted).as("202 does not mean committed").isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void aDoubleSpendWithinOneBlockIsRefusedAndTheRestIsCommitted() throws Exception {
        Transaction genesis = alice.create("one");
        Transaction claim = alice.transfer(genesis, "claim");
        Transaction rival = alice.transfer(genesis, "rival");
        Transaction next = alice.transfer(claim, "next");
        Transaction orphan = alice.transfer(rival, "orphan");

        List<Outcome> outcomes = outcomes(List.of(genesis, claim, rival, next, orphan));

        Outcome committed = new Outcome.Committed(1);
        assertThat(outcomes.get(0)).isEqualTo(committed);
        assertThat(outcomes.get(1)).isEqualTo(committed);
        assertThat(fault(outcomes.get(2))).isEqualTo(Fault.DOUBLE_SPEND);
        assertThat(outcomes.get(3)).isEqualTo(committed);
        assertThat(fault(outcomes.get(4))).isEqualTo(Fault.INPUT_DOES_NOT_EXIST);
        assertThat(running.client().object("/api/v1/blocks/1").getJsonArray("transactions").stream()
                        .map(tx -> ((JsonObject) tx).getString("id")))
                .containsExactly(genesis.id(), claim.id(), next.id());
    }

    @Test
    void aForgedSignatureWithinABlockIsRefused() throws Exception {
        Transaction genesis = alice.create("alice's");
        Transaction theft = new Wallet().transfer(genesis, "mine now");

        List<Outcome> outcomes = outcomes(List.of(genesis, theft));

        assertThat(fault(outcomes.get(1))).isEqualTo(Fault.INVALID_SIGNATURE);
    }

    @Test
    void aBlockOfWhichNothingIsValidIsNotWritten() throws Exception {
        Transaction orphan = alice.transfer(alice.create("never posted"), "orphan");

        assertThat(fault(outcomes(List.of(orphan)).get(0))).isEqualTo(Fault.INPUT_DOES_NOT_EXIST);

        assertThat(running.node().height()).isZero();
    }

    @Test
    void manyTransactionsShareABlock() throws Exception {
        NodeClient client = running.client();
        int many = 500;

        List<Future<HttpResponse<Buffer>>> answers = IntStream.range(0, many)
                .mapToObj(i -> client.posting(alice.create("asset " + i).bytes(), "commit"))
                .toList();

        Future.all(answers).await(120, TimeUnit.SECONDS);
        assertThat(answers).allMatch(answer -> answer.result().statusCode() == 202);
        long height = running.node().height();
        assertThat(height).as("blocks of %d transactions", many).isPositive().isLessThan(many);
        List<String> ids = new ArrayList<>();
        for (long at = 1; at <= height; at++) {
            client.object("/api/v1/blocks/" + at)
                    .getJsonArray("transactions")
                    .forEach(tx -> ids.add(((JsonObject) tx).getString("id")));
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(many);
    }

    @Test
    void theSameTransactionManyTimesIsCommittedOnce() throws Exception {
        NodeClient client = running.client();
        byte[] bytes = alice.create("once").bytes();

        List<Future<HttpResponse<Buffer>>> answers = IntStream.range(0, 40)
                .mapToObj(i -> client.posting(bytes, "commit"))
                .toList();

        Future.join(answers).await(120, TimeUnit.SECONDS);
        assertThat(answers.stream().filter(a -> a.result().statusCode() == 202)).hasSize(1);
        assertThat(answers.stream()
                        .map(Future::result)
                        .filter(a -> a.statusCode() != 202)
                        .map(a -> a.bodyAsJsonObject().getString("message")))
                .as("seen while it waits, when it is committed, or in its turn")
                .allMatch(message ->
                        message.contains("already exists") || message.equals("Transaction validation failed"));
        assertThat(running.node().height()).isEqualTo(1);
    }

    private List<Outcome> outcomes(List<Transaction> block) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (Pending part : running.node().submitBlock(block)) {
            outcomes.add(part.outcome().get(120, TimeUnit.SECONDS));
        }
        return outcomes;
    }

    private static Fault fault(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).fault().fault();
    }
}
