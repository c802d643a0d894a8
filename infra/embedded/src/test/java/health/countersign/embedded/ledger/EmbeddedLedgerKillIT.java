package health.countersign.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.embedded.ChildProgram;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLedgerKillIT {
    private static final String READY = "ledger (\\S+), events (\\S+), height (\\d+),";
    private static final int CHAINS = 8;

    private final Vertx vertx = Vertx.vertx();
    /** Every transaction that the node answered "committed" for, by its id. */
    private final Map<String, Transaction> committed = new ConcurrentHashMap<>();

    @TempDir
    Path directory;

    @AfterEach
    void closeVertx() throws Exception {
        vertx.close().await(120, TimeUnit.SECONDS);
    }

    @Test
    void whatWasAnsweredAsCommittedSurvivesKillsInTheMiddleOfWork() throws Exception {
        ChildProgram node = start();
        String address = node.ready(1);
        try {
            for (int round = 1; round <= 3; round++) {
                NodeClient client = new NodeClient(vertx, URI.create(address));
                for (int chain = 0; chain < CHAINS; chain++) {
                    extend(client, new Wallet(), null, 0);
                }
                int enough = committed.size() + 150;
                Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> committed.size() > enough);

                node.kill();
                Map<String, Transaction> before = Map.copyOf(committed);
                node = start();

                assertThat(node.ready(1)).as("address").isEqualTo(address);
                assertThat(chainOf(address)).containsAll(before.keySet()).doesNotHaveDuplicates();
                continueFrom(address, before.values().iterator().next());
            }
        } finally {
            assertThat(node.stop()).as("exit code after SIGTERM").isIn(0, 143);
        }
    }

    private ChildProgram start() throws Exception {
        return ChildProgram.start(
                EmbeddedLedgerMain.class, READY, "--dir", directory.toString(), "--port", "0", "--events-port", "0");
    }

    /** Adds one transaction after the other to a chain, until the node is gone. */
    private void extend(NodeClient client, Wallet wallet, Transaction tip, int step) {
        Transaction next = tip == null ? wallet.create("chain") : wallet.transfer(tip, "step " + step);
        client.posting(next.bytes(), "commit").onSuccess(answer -> {
            if (answer.statusCode() == 202) {
                committed.put(next.id(), next);
                extend(client, wallet, next, step + 1);
            }
        });
    }

    /** All ids of all blocks, whose heights must have no gap; each block's transactions must be there. */
    private List<String> chainOf(String address) throws Exception {
        NodeClient client = new NodeClient(vertx, URI.create(address));
        List<String> ids = new ArrayList<>();
        long height = 1;
        for (var answer = client.get("/api/v1/blocks/1"); answer.statusCode() == 200; ) {
            JsonObject block = answer.bodyAsJsonObject();
            assertThat(block.getJsonArray("transactions"))
                    .as("block %d", height)
                    .isNotEmpty();
            block.getJsonArray("transactions").forEach(tx -> ids.add(((JsonObject) tx).getString("id")));
            answer = client.get("/api/v1/blocks/" + ++height);
        }
        assertThat(client.get("/api/v1/blocks/" + (height + 1)).statusCode()).isEqualTo(404);
        return ids;
    }

    private void continueFrom(String address, Transaction any) throws Exception {
        NodeClient client = new NodeClient(vertx, URI.create(address));
        assertThat(client.post(any.bytes(), "commit").bodyAsString())
                .as("a transaction that is committed already")
                .matches(answer ->
                        Set.of("DoubleSpend", "DuplicateTransaction").stream().anyMatch(answer::contains));
        Wallet wallet = new Wallet();
        Transaction genesis = wallet.create("after the kill");
        assertThat(client.post(genesis.bytes(), "commit").statusCode()).isEqualTo(202);
        assertThat(client.post(wallet.transfer(genesis, "goes on").bytes(), "commit")
                        .statusCode())
                .isEqualTo(202);
    }
}
