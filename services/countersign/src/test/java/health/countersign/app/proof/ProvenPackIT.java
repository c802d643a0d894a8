package health.countersign.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.CountersignMain;
import health.countersign.app.console.Exit;
import health.countersign.app.console.LogFile;
import health.countersign.app.proof.IndependentVerifier.Answer;
import health.countersign.bigchaindb.BigchainDbNetwork;
import health.countersign.bigchaindb.NetworkSettings;
import health.countersign.bigchaindb.NodePrograms;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Consortium;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.tendermint.TendermintNode;
import health.countersign.processes.RealPart;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack of four real validators' chain, judged when they and all that they kept are gone. */
class ProvenPackIT {
    /** Where the pack is copied to, for tests that need no validators. */
    private static final String RECORD = "countersign.record";

    private final Village village = new Village("laptop", 7);

    @TempDir
    private Path directory;

    @AfterEach
    void kill() {
        BigchainDbNetwork.find(directory.resolve("ledger")).ifPresent(BigchainDbNetwork::kill);
    }

    @Test
    void aPackOutlivesTheValidatorsThatItIsProvenBy() throws Exception {
        RealPart.require(NodePrograms.missing());
        LogFile.quiet(false);
        BigchainDbNetwork network = BigchainDbNetwork.start(
                NetworkSettings.of(directory.resolve("ledger"), 4), NodePrograms.install(line -> {}), line -> {});
        Consortium consortium = village.laptop.onChain(TendermintNode.chain(network.genesis()));
        Path file = Files.write(directory.resolve("consortium.json"), CanonicalJson.bytes(consortium.tree()));
        commit(network);
        Path pack = directory.resolve("proven.zip");
        assertThat(export(network, file, pack)).isEqualTo(Exit.OK);
        network.kill();
        delete(directory.resolve("ledger"));

        Answer ours = OurVerifier.judge(pack, file);

        assertThat(ours.exit()).as(String.join("\n", ours.lines())).isEqualTo(Exit.OK);
        assertThat(ours.lines().get(1)).endsWith(" blocks stand, signed by more than two thirds of 4 validators");
        assertThat(ours.lines()).contains("lane 1: stands, 4 transactions, 3 changes", "verified");
        assertThat(IndependentVerifier.launch(pack, file)).isEqualTo(ours);
        Optional<String> record = Optional.ofNullable(System.getProperty(RECORD));
        if (record.isPresent()) {
            Files.copy(pack, Path.of(record.get()));
        }
    }

    private void commit(BigchainDbNetwork network) {
        Vertx vertx = Vertx.vertx();
        BigchainDbLedger ledger = new BigchainDbLedger(
                vertx,
                BigchainDbSettings.of(
                        new BigchainDbSettings.Node(network.node(0).api(), network.node(0).stream())));
        try {
            List<Transaction> all = new ArrayList<>(village.sealed(village.opening, village.first, village.second));
            for (int lane = 0; lane < village.laptop.consortium().lanes().size(); lane++) {
                if (lane != Village.LANE) {
                    all.add(0, village.laptop.genesis(lane));
                }
            }
            int geneses = village.laptop.consortium().lanes().size();
            all.subList(0, geneses).forEach(tx -> ledger.post(tx).await());
            all.subList(0, geneses).forEach(tx -> awaitCommitted(ledger, tx));
            for (Transaction tx : all.subList(geneses, all.size())) {
                ledger.post(tx).await();
                awaitCommitted(ledger, tx);
            }
        } finally {
            vertx.close().await();
        }
    }

    private static void delete(Path ledger) {
        Vertx vertx = Vertx.vertx();
        try {
            vertx.fileSystem().deleteRecursive(ledger.toString()).await();
        } finally {
            vertx.close().await();
        }
        assertThat(ledger).doesNotExist();
    }

    private static void awaitCommitted(BigchainDbLedger ledger, Transaction tx) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> ledger.find(tx.id()).await().isPresent());
    }

    private static int export(BigchainDbNetwork network, Path consortium, Path pack) {
        return CountersignMain.commandLine()
                .execute(
                        "export",
                        "--consortium",
                        consortium.toString(),
                        "--ledger",
                        network.node(1).api().toString(),
                        "--tendermint",
                        network.node(1).rpc().toString(),
                        "--out",
                        pack.toString());
    }
}
