package health.countersign.validator.writer;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Batch;
import health.countersign.domain.CardId;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Signature;
import health.countersign.embedded.ledger.EmbeddedLedgerNode;
import health.countersign.embedded.ledger.LedgerSettings;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Draft;
import health.countersign.ledger.LaneFollower;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.Transaction;
import health.countersign.validator.Gate;
import health.countersign.validator.Members;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One transaction on its way to a ledger node that takes it, loses it, refuses it or is not there. */
class SendingTest {
    private static final Duration OFTEN = Duration.ofMillis(50);

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Members members = new Members(1);
    private final String genesis = members.consortium().lanes().get(0);
    private final Draft draft = draft();
    private final Transaction tx = sealed();
    private EmbeddedLedgerNode node;
    private Gate gate;
    private BigchainDbLedger ledger;
    private LaneFollower follower;
    private Sending sending;

    @BeforeEach
    void start() throws Exception {
        node = await(EmbeddedLedgerNode.start(vertx, LedgerSettings.in(directory), Members.ED25519));
        gate = await(Gate.start(vertx, node.uri()));
        ledger = new BigchainDbLedger(
                vertx, BigchainDbSettings.of(new BigchainDbSettings.Node(gate.uri(), node.eventsUri())));
        await(ledger.post(members.geneses().get(0)));
        LaneReport lane = new LaneReport(vertx, new LaneTruth(members.consortium(), 0, Members.ED25519));
        follower = LaneFollower.start(
                vertx, ledger, List.of(new LaneFollower.Lane(genesis, Optional.of(genesis), lane::committed)), OFTEN);
        TransactionAssembled assembled =
                new TransactionAssembled(draft.position(), tx.id(), new String(tx.bytes(), StandardCharsets.UTF_8));
        sending = new Sending(vertx, ledger, lane, assembled, tx, InstantSource.system());
    }

    @AfterEach
    void stop() throws Exception {
        sending.abandon();
        follower.close();
        ledger.close();
        await(node.close());
        await(vertx.close());
    }

    @Test
    void whatANodeTookAndLostIsSentAgain() throws Exception {
        gate.mode(Gate.Mode.LOSING);

        Optional<LedgerRefused> refusal = await(sending.done());

        assertThat(refusal).isEmpty();
        assertThat(await(ledger.find(tx.id()))).contains(tx);
    }

    @Test
    void aNodeThatDoesNotAnswerHasRefusedNothing() throws Exception {
        gate.mode(Gate.Mode.SHUT);

        Future<Optional<LedgerRefused>> done = sending.done();
        Awaitility.await().until(() -> gate.turnedAway() > 0);
        gate.mode(Gate.Mode.OPEN);

        assertThat(await(done)).isEmpty();
        assertThat(await(ledger.find(tx.id()))).contains(tx);
    }

    @Test
    void whatANodeRefusesForGoodIsNotSentAgain() throws Exception {
        gate.mode(Gate.Mode.REFUSING);

        Optional<LedgerRefused> refusal = await(sending.done());

        assertThat(refusal).get().extracting(LedgerRefused::fault).isEqualTo("InvalidSignature");
        assertThat(await(ledger.find(tx.id()))).isEmpty();
    }

    private Draft draft() {
        Proposal opening =
                members.opening(new CardId("00000000-0000-4000-8000-000000000001"), Instant.ofEpochSecond(1));
        EndorsedChange change = new EndorsedChange(
                opening,
                List.of(members.approve(Members.SOUTH, opening), members.approve(Members.INSURER, opening)),
                List.of());
        Batch batch = new Batch(members.document().version(), 0, 1, genesis, 1, List.of(change), List.of());
        return members.transactions().draft(genesis, batch);
    }

    private Transaction sealed() {
        Map<OrganizationId, Signature> seals = new HashMap<>();
        Members.ALL.forEach(
                by -> seals.put(by, members.seal(by, draft.position()).signature()));
        return members.transactions()
                .assemble(draft, seals, Members.ED25519)
                .transaction()
                .orElseThrow();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
