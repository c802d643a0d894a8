package health.countersign.bigchaindb;

import static org.awaitility.Awaitility.await;

import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four real nodes that agree: one may fail, two may not. */
class FourValidatorsIT extends LedgerNodeContract {
    @TempDir
    static Path directory;

    private static NetworkUnderTest network;

    @BeforeAll
    static void start() {
        network = NetworkUnderTest.start("four validators", directory, 4);
    }

    @AfterAll
    static void stop() {
        BigchainDbNetwork.find(directory).ifPresent(BigchainDbNetwork::kill);
    }

    @Override
    protected LedgerUnderTest underTest() {
        return network;
    }

    @Test
    void nobodyWaitsForAValidatorThatHangsAndItCatchesUp() {
        Wallet wallet = new Wallet();
        Transaction genesis = wallet.create("before");
        commit(genesis);
        BigchainDbNode hanging = network.network().node(3);

        hanging.pause();

        try {
            commit(wallet.transfer(genesis, "meanwhile"));
        } finally {
            hanging.resume();
        }
        Transaction meanwhile = wallet.transfer(genesis, "meanwhile");
        NodeHttp woken = new NodeHttp(hanging.api());
        await().until(() -> woken.get("/api/v1/transactions/" + meanwhile.id()).status() == 200);
    }
}
