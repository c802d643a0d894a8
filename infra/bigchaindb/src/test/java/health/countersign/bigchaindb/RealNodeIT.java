package health.countersign.bigchaindb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bigchaindb.api.BlocksApi;
import com.bigchaindb.api.OutputsApi;
import com.bigchaindb.api.TransactionsApi;
import com.bigchaindb.api.ValidatorsApi;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import health.countersign.processes.OwnProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One real node, which the official driver can speak to as well. */
class RealNodeIT extends LedgerNodeContract {
    @TempDir
    static Path directory;

    private static NetworkUnderTest node;

    @BeforeAll
    static void start() {
        node = NetworkUnderTest.start("one real node", directory, 1);
    }

    @AfterAll
    static void stop() {
        BigchainDbNetwork.find(directory).ifPresent(BigchainDbNetwork::kill);
    }

    @Override
    protected LedgerUnderTest underTest() {
        return node;
    }

    @Test
    void whatTheOfficialDriverSendsIsCommittedAndReadByIt() throws Exception {
        Driver driver = new Driver(node.nodes().get(0).api());

        String genesis = driver.create("hello").getId();
        Transaction created = awaitFound(genesis);
        String next = driver.transfer(genesis, "again").getId();
        Transaction transferred = awaitFound(next);

        assertThat(transferred.assetId()).isEqualTo(created.id());
        assertThat(transferred.metadata()).containsEntry("says", "again");
        assertThat(TransactionsApi.getTransactionById(next).getId()).isEqualTo(next);
        assertThat(OutputsApi.getUnspentOutputs(
                                created.inputs().get(0).ownersBefore().get(0))
                        .getOutput())
                .extracting(output -> output.getTransactionId())
                .containsExactly(next);
        List<Long> heights = result(ledger().heights(next));
        assertThat(BlocksApi.getBlocksByTransactionId(next)).hasToString(heights.toString());
        assertThat(ValidatorsApi.getValidators().getValidators()).hasSize(1);
    }

    @Test
    void aNodeThatLosesItsDatabaseEndsAndGoesOnWhenItIsStartedAgain() {
        Transaction tx = new Wallet().create("while the database is away");
        BigchainDbNode alone = node.network().node(0);
        NodeHttp tendermint = new NodeHttp(alone.rpc());
        alone.processes().get(0).kill();

        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> tendermint.broadcast(tx.bytes()));

        await().until(() -> alone.processes().stream().map(OwnProcess::name).noneMatch("bigchaindb"::equals));
        node.restore();
        assertThat(answer).isCompletedExceptionally();
        commit(tx);
    }

    /** Tendermint counts the steps of a commit, and dies at the one that a variable names. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aNodeThatDiesAtAnyStepOfACommitGoesOnFromThere(int step) {
        BigchainDbNode alone = node.network().node(0);
        Wallet wallet = new Wallet();
        Transaction tx = wallet.create("a node dies at step " + step);
        alone.stop();
        alone.startDatabase();
        alone.startBigchainDb();
        alone.startTendermint(Map.of("FAIL_TEST_INDEX", String.valueOf(step)));
        alone.awaitReady(Duration.ofMinutes(2));

        ledger().post(tx);

        await().until(() -> alone.processes().stream().map(OwnProcess::name).noneMatch("tendermint"::equals));
        node.restore();
        awaitFound(tx.id());
        commit(wallet.transfer(tx, "it goes on"));
        assertThat(result(ledger().heights(tx.id()))).hasSize(1);
    }

    private Transaction awaitFound(String id) {
        await().until(() -> result(ledger().find(id)).isPresent());
        return result(ledger().find(id)).orElseThrow();
    }
}
