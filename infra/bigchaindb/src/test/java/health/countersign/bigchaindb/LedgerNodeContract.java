package health.countersign.bigchaindb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.BigchainDbSettings.Node;
import health.countersign.ledger.LaneFollower;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.LedgerException.LedgerUnknown;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What holds of every ledger that speaks BigchainDB's language, whatever it is made of. Keys and assets are new each
 * time, so that it can run again on a ledger that lives on.
 */
@ExtendWith(CaseLines.class)
public abstract class LedgerNodeContract extends NodeAnswersContract {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int RACES = 500;

    private final Wallet wallet = new Wallet();
    private Vertx vertx;
    private BigchainDbLedger ledger;
    private NodeHttp http;

    /** The same for all cases of a class. */
    protected abstract LedgerUnderTest underTest();

    @BeforeEach
    protected final void connect() {
        Awaitility.setDefaultTimeout(LONG);
        vertx = Vertx.vertx();
        ledger = ledger(underTest().nodes());
        http = new NodeHttp(underTest().nodes().get(0).api());
    }

    @AfterEach
    protected final void leaveItAsItWas() {
        underTest().restore();
        ledger.close();
        result(vertx.close());
        Awaitility.reset();
    }

    @Override
    protected final Ledger ledger() {
        return ledger;
    }

    @Override
    protected final Vertx vertx() {
        return vertx;
    }

    @Override
    final NodeHttp http() {
        return http;
    }

    @Override
    final URI streamOfTheFirstNode() {
        return underTest().nodes().get(0).stream();
    }

    private BigchainDbLedger ledger(List<Node> nodes) {
        return new BigchainDbLedger(vertx, new BigchainDbSettings(nodes, BigchainDbSettings.USUAL_TIMEOUT));
    }

    @Test
    void whatWouldStopTheChainIsRefusedByTheApiAndTheChainLivesOn() {
        for (Hazard hazard : Hazard.all()) {
            assertThat(http.post(hazard.json()).status()).as(hazard.name()).isIn(400, 413, 500);
        }

        commit(wallet.create("alive"));
    }

    @Test
    void whatWouldStopTheChainIsRefusedByTendermintAndTheChainLivesOn() {
        Optional<NodeHttp> tendermint = underTest().rpc().map(NodeHttp::new);

        tendermint.ifPresent(rpc -> Stream.concat(Hazard.all().stream(), Hazard.rubbish().stream())
                .forEach(hazard -> assertThat(rpc.broadcast(hazard.json()))
                        .as(hazard.name())
                        .isNotZero()));

        commit(wallet.create("alive"));
    }

    @Test
    void aLostAnswerIsUnknownAndTheSameBytesAreCommittedOnce() throws Exception {
        Node node = underTest().nodes().get(0);
        LossyWire wire = LossyWire.to(vertx, node.api());
        BigchainDbLedger far = ledger(List.of(new Node(wire.uri(), node.stream())));
        Transaction tx = wallet.create("nobody heard the answer");
        wire.loseAnswers();

        Throwable failure = failure(far.post(tx));

        assertThat(failure).isInstanceOf(LedgerUnknown.class);
        wire.mend();
        await().until(() -> result(far.find(tx.id())).isPresent());
        assertThat(failure(far.post(tx))).isInstanceOf(LedgerUnknown.class);
        assertThat(result(far.heights(tx.id()))).hasSize(1);
        far.close();
    }

    @Test
    void ofTwoConflictingTransactionsThatWereBothTakenExactlyOneIsCommitted() {
        NodeHttp last = new NodeHttp(lastNode().api());
        boolean bothTaken = false;
        for (int race = 0; race < RACES && !bothTaken; race++) {
            Transaction genesis = wallet.create("race " + race);
            commit(genesis);
            List<Transaction> rivals = List.of(wallet.transfer(genesis, "one"), wallet.transfer(genesis, "the other"));

            CompletableFuture<NodeHttp.Answer> one = http.posting(rivals.get(0).bytes());
            CompletableFuture<NodeHttp.Answer> other =
                    last.posting(rivals.get(1).bytes());

            bothTaken = one.join().status() == 202 && other.join().status() == 202;
            Transaction winner =
                    await().until(() -> winner(rivals), Optional::isPresent).get();
            commit(wallet.transfer(winner, "goes on"));
            assertThat(rivals.stream().filter(this::isCommitted)).containsExactly(winner);
        }
        assertThat(bothTaken)
                .as("both were answered 202 in one of %d races", RACES)
                .isTrue();
    }

    private Optional<Transaction> winner(List<Transaction> rivals) {
        return rivals.stream().filter(this::isCommitted).findFirst();
    }

    private boolean isCommitted(Transaction tx) {
        return result(ledger.find(tx.id())).isPresent();
    }

    @Test
    void whoWasCutOffCatchesUpWithWhatWasMissed() throws Exception {
        Node node = underTest().nodes().get(0);
        LossyWire wire = LossyWire.to(vertx, node.stream());
        BigchainDbLedger far = ledger(List.of(new Node(node.api(), wire.uri())));
        List<Transaction> chain = chain(6);
        commit(chain.get(0));
        List<String> delivered = new CopyOnWriteArrayList<>();
        LaneFollower follower = follow(far, chain.get(0).id(), delivered);
        commit(chain.get(1));
        await().until(() -> delivered.size() == 2);

        wire.cut();
        chain.subList(2, 5).forEach(this::commit);
        wire.mend();

        await().until(() -> delivered.size() == 5);
        commit(chain.get(5));
        await().until(() -> delivered.size() == 6);
        assertThat(delivered)
                .containsExactlyElementsOf(chain.stream().map(Transaction::id).toList());
        follower.close();
        far.close();
    }

    /** It polls so seldom that it learns of what was missed from being connected again, or not at all. */
    private LaneFollower follow(Ledger ofWhom, String lane, List<String> delivered) {
        LaneFollower.Recipient recipient = (tx, height) -> {
            delivered.add(tx.id());
            return Future.succeededFuture();
        };
        return LaneFollower.start(
                vertx, ofWhom, List.of(new LaneFollower.Lane(lane, Optional.empty(), recipient)), Duration.ofHours(1));
    }

    private List<Transaction> chain(int length) {
        List<Transaction> chain = new ArrayList<>(List.of(wallet.create("chain")));
        while (chain.size() < length) {
            chain.add(wallet.transfer(chain.get(chain.size() - 1), "link " + chain.size()));
        }
        return chain;
    }

    @Test
    void withAsManyNodesDownAsItToleratesItGoesOnAndTheyCatchUp() {
        Transaction genesis = wallet.create("before");
        commit(genesis);

        underTest().stop(underTest().tolerates());

        Transaction next = wallet.transfer(genesis, "meanwhile");
        commit(next);
        underTest().restore();
        for (Node node : underTest().nodes()) {
            NodeHttp each = new NodeHttp(node.api());
            await().until(() -> each.get("/api/v1/transactions/" + next.id()).status() == 200);
        }
    }

    @Test
    void withOneMoreDownTheOutcomeIsUnknownAndResolvedWhenOneIsBack() {
        Transaction genesis = wallet.create("before");
        commit(genesis);
        Transaction tx = wallet.transfer(genesis, "while too many are down");
        underTest().stop(underTest().tolerates() + 1);

        Optional<Throwable> failure = outcome(ledger.post(tx));

        assertThat(failure.filter(LedgerRefused.class::isInstance)).isEmpty();
        assertThat(result(ledger.find(tx.id()).map(Optional::isPresent).otherwise(false)))
                .as("committed by too few, or by nobody")
                .isFalse();
        underTest().restoreOne();
        await().until(() -> {
            outcome(ledger.post(tx)).ifPresent(unknown -> assertThat(unknown).isNotInstanceOf(LedgerRefused.class));
            return isCommitted(tx);
        });
        assertThat(result(ledger.heights(tx.id()))).hasSize(1);
    }

    /** How it failed, if it did. */
    private static Optional<Throwable> outcome(Future<?> future) {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            return Optional.empty();
        } catch (CompletionException failed) {
            return Optional.of(failed.getCause());
        }
    }

    private Node lastNode() {
        List<Node> nodes = underTest().nodes();
        return nodes.get(nodes.size() - 1);
    }
}
