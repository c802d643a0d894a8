package health.countersign.ledger;

import static health.countersign.ledger.LaptopConsortium.BILLING;
import static health.countersign.ledger.LaptopConsortium.CLINIC;
import static health.countersign.ledger.LaptopConsortium.HOSPITAL_A;
import static health.countersign.ledger.LaptopConsortium.HOSPITAL_B;
import static health.countersign.ledger.LaptopConsortium.INSURER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.CardId;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.LedgerException.LedgerUnknown;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does. The tests share one ledger, so each has a consortium of its own. */
public abstract class LedgerContract {
    private final LaptopConsortium consortium =
            new LaptopConsortium("t" + UUID.randomUUID().toString().replace("-", ""));

    /** The ledger, empty or not. */
    protected abstract Ledger ledger();

    protected abstract Vertx vertx();

    @Test
    void aPostedTransactionIsFoundOnceItIsCommitted() {
        Transaction genesis = consortium.genesis(0);

        commit(genesis);

        assertThat(result(ledger().head(genesis.id()))).contains(genesis);
        List<Long> heights = result(ledger().heights(genesis.id()));
        assertThat(heights).hasSize(1);
        assertThat(result(ledger().block(heights.get(0))).orElseThrow().transactions())
                .contains(genesis);
    }

    @Test
    void whatIsReadIsWhatWasPosted() {
        List<Transaction> chain = consortium.chain(0, 1);
        chain.forEach(this::commit);

        Transaction read = result(ledger().find(chain.get(1).id())).orElseThrow();

        assertThat(read.bytes()).isEqualTo(chain.get(1).bytes());
    }

    @Test
    void whatIsNotThereIsNothing() {
        String id = "0".repeat(64);

        assertThat(result(ledger().find(id))).isEmpty();
        assertThat(result(ledger().head(id))).isEmpty();
        assertThat(result(ledger().heights(id))).isEmpty();
        assertThat(result(ledger().block(1_000_000_000L))).isEmpty();
    }

    @Test
    void theHeadMovesWithTheChain() {
        List<Transaction> chain = consortium.chain(1, 3);

        chain.forEach(this::commit);

        assertThat(result(ledger().head(chain.get(0).id()))).contains(chain.get(3));
    }

    @Test
    void aForgedSealIsRefusedForGood() {
        commit(consortium.genesis(2));
        Draft draft = draft(2);
        Draft other = draft(2);
        Fulfillment forged =
                consortium.seal(other, BILLING, CLINIC, INSURER).fulfillments().get(0);

        Throwable failure = failure(ledger().post(draft.body().fulfilled(List.of(forged))));

        assertThat(failure).isInstanceOf(LedgerRefused.class);
        assertThat(((LedgerRefused) failure).fault()).isEqualTo("InvalidSignature");
    }

    @Test
    void ofTwoTransactionsForOneHeadTheLedgerKeepsTheFirst() {
        commit(consortium.genesis(2));
        Transaction first = consortium.seal(draft(2), BILLING, CLINIC, INSURER);
        Transaction second = consortium.seal(draft(2), HOSPITAL_A, HOSPITAL_B, INSURER);
        commit(first);

        Future<Void> late = ledger().post(second);

        assertThat(failure(late)).isInstanceOf(LedgerUnknown.class);
        assertThat(result(ledger().find(second.id()))).isEmpty();
        assertThat(result(ledger().head(first.assetId()))).contains(first);
    }

    @Test
    void theSameTransactionAgainIsNotRefused() {
        commit(consortium.genesis(2));
        Transaction tx = consortium.seal(draft(2), BILLING, CLINIC, INSURER);
        commit(tx);

        assertThat(failure(ledger().post(tx))).isInstanceOf(LedgerUnknown.class);
        assertThat(failure(ledger().post(consortium.genesis(2)))).isInstanceOf(LedgerUnknown.class);
        assertThat(result(ledger().heights(tx.id()))).hasSize(1);
    }

    @Test
    void aTransactionAheadOfItsParentIsNotRefused() {
        List<Transaction> chain = consortium.chain(3, 2);
        commit(chain.get(0));

        assertThat(failure(ledger().post(chain.get(2)))).isInstanceOf(LedgerUnknown.class);
    }

    @Test
    void followersHearOfEachCommit() {
        List<Transaction> chain = consortium.chain(1, 3);
        List<String> heard = new CopyOnWriteArrayList<>();
        Ledger.Subscription subscription = result(ledger().follow(hint -> heard.add(hint.transactionId()), () -> {}));

        chain.forEach(this::commit);

        await().until(() ->
                heard.containsAll(chain.stream().map(Transaction::id).toList()));
        subscription.close();
    }

    @Test
    void aLaneIsDeliveredOnceAndInOrder() {
        List<Transaction> chain = consortium.chain(0, 12);
        chain.subList(0, 5).forEach(this::commit);
        List<String> delivered = new CopyOnWriteArrayList<>();
        LaneFollower.Recipient handler = (tx, height) -> {
            assertThat(height).isPositive();
            delivered.add(tx.id());
            return Future.succeededFuture();
        };
        LaneFollower.Lane lane = new LaneFollower.Lane(
                chain.get(0).id(), Optional.of(chain.get(1).id()), handler);
        LaneFollower follower = LaneFollower.start(vertx(), ledger(), List.of(lane), Duration.ofSeconds(1));

        chain.subList(5, 13).forEach(this::commit);

        List<String> expected =
                chain.subList(2, 13).stream().map(Transaction::id).toList();
        await().untilAsserted(() -> assertThat(delivered).isEqualTo(expected));
        follower.close();
    }

    private Draft draft(int lane) {
        CardId card = LaptopConsortium.card(lane);
        return consortium.draft(lane, 1, consortium.genesis(lane).id(), List.of(consortium.opening(card)));
    }

    /** Posts, and waits until it is there. */
    protected final void commit(Transaction tx) {
        result(ledger().post(tx));
        await().until(() -> result(ledger().find(tx.id())).isPresent());
    }

    protected static <T> T result(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    protected static Throwable failure(Future<?> future) {
        try {
            result(future);
        } catch (CompletionException failed) {
            return failed.getCause();
        }
        throw new AssertionError("it succeeded");
    }
}
