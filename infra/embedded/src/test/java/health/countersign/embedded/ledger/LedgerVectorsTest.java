package health.countersign.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.CanonicalJson;
import health.countersign.ledger.LedgerVector;
import health.countersign.ledger.Transaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdicts of a real BigchainDB 2.2.2 node, over HTTP. */
class LedgerVectorsTest {
    private static final Set<String> UNHANDLED = Set.of("Error", "IndexError", "RecursionError");

    @RegisterExtension
    final NodeExtension running = new NodeExtension();

    static Stream<LedgerVector> overHttp() {
        return LedgerVector.all().filter(vector -> vector.block().isEmpty());
    }

    static Stream<LedgerVector> inOneBlock() {
        return LedgerVector.all().filter(vector -> !vector.block().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overHttp")
    void getsTheVerdictOfARealNode(LedgerVector vector) throws Exception {
        commitWhatCameBefore(vector);

        HttpResponse<Buffer> answer = running.client().post(vector.json(), "commit");

        if (vector.halts()) {
            assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(400);
        } else if (vector.error().isEmpty()) {
            assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(202);
            JsonObject posted = new JsonObject(Buffer.buffer(vector.json()));
            assertThat(answer.bodyAsJsonObject()).isEqualTo(posted);
            assertThat(running.client().object("/api/v1/transactions/" + posted.getString("id")))
                    .isEqualTo(posted);
        } else {
            assertRefused(answer, vector.error().get());
        }
    }

    private static void assertRefused(HttpResponse<Buffer> answer, String error) {
        String message = answer.bodyAsJsonObject().getString("message");
        if (UNHANDLED.contains(error)) {
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(message).isEqualTo("Internal Server Error");
        } else {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.bodyAsJsonObject().getInteger("status")).isEqualTo(400);
            assertThat(message)
                    .startsWith(
                            "SchemaValidationError".equals(error)
                                    ? "Invalid transaction schema: "
                                    : "Invalid transaction (" + error + "): ");
        }
    }

    @ParameterizedTest
    @MethodSource("inOneBlock")
    void getsTheVerdictOfARealNodeWithinABlock(LedgerVector vector) throws Exception {
        commitWhatCameBefore(vector);
        List<Transaction> block = new ArrayList<>();
        vector.block().forEach(tree -> block.add(Transaction.of(tree)));
        block.add(Transaction.of(vector.json()));
        long height = running.node().height() + 1;

        List<Pending> pending = running.node().submitBlock(block);

        Outcome last = pending.get(pending.size() - 1).outcome().get(120, TimeUnit.SECONDS);
        if (vector.error().isEmpty()) {
            assertThat(last).isEqualTo(new Outcome.Committed(height));
        } else {
            assertThat(last)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.fault().fault().wireName())
                                    .isEqualTo(vector.error().get()));
        }
        assertThat(pending.get(0).outcome().get(120, TimeUnit.SECONDS)).isEqualTo(new Outcome.Committed(height));
    }

    private void commitWhatCameBefore(LedgerVector vector) throws Exception {
        for (Object tree : vector.committed()) {
            HttpResponse<Buffer> answer = running.client().post(CanonicalJson.bytes(tree), "commit");
            assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(202);
        }
    }
}
