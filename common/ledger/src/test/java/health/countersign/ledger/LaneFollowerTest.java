package health.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneFollowerTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final Vertx vertx = Vertx.vertx();
    private final LaptopConsortium consortium = new LaptopConsortium("laptop");
    private final InMemoryLedger ledger = new InMemoryLedger(consortium.ed25519());
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final LaneFollower.Recipient collecting = (tx, height) -> {
        delivered.add(tx.id());
        return Future.succeededFuture();
    };
    private LaneFollower follower;

    @AfterEach
    void close() {
        if (follower != null) {
            follower.close();
        }
        LedgerContract.result(vertx.close());
    }

    @Test
    void whatWasThereBeforeIsDeliveredFromTheGenesisOn() {
        List<Transaction> chain = committed(5);

        follow(Optional.empty(), collecting, NEVER);

        awaitDelivered(chain);
    }

    @Test
    void aGapThatIsTooLongToHoldIsReadBlockByBlock() {
        List<Transaction> chain = committed(200);

        follow(Optional.of(chain.get(2).id()), collecting, NEVER);

        awaitDelivered(chain.subList(3, 201));
    }

    @Test
    void nothingIsLostWhenNobodyIsTold() {
        List<Transaction> chain = consortium.chain(0, 10);
        follow(Optional.empty(), collecting, OFTEN);
        ledger.setTelling(false);

        chain.forEach(this::commit);

        awaitDelivered(chain);
    }

    @Test
    void aReconnectIsAReasonToLook() {
        List<Transaction> chain = consortium.chain(0, 4);
        follow(Optional.empty(), collecting, NEVER);
        commit(chain.get(0));
        awaitDelivered(chain.subList(0, 1));
        ledger.setTelling(false);
        chain.subList(1, 5).forEach(this::commit);

        ledger.setTelling(true);

        awaitDelivered(chain);
    }

    @Test
    void aLedgerThatIsAwayIsWaitedFor() {
        List<Transaction> chain = committed(3);
        ledger.setUp(false);
        follow(Optional.empty(), collecting, OFTEN);

        ledger.setUp(true);

        awaitDelivered(chain);
    }

    @Test
    void theNextOneComesWhenTheHandlerIsDone() {
        List<Transaction> chain = committed(2);
        AtomicReference<Promise<Void>> busy = new AtomicReference<>();
        follow(
                Optional.empty(),
                (tx, height) -> {
                    delivered.add(tx.id());
                    busy.set(Promise.promise());
                    return busy.get().future();
                },
                OFTEN);

        for (int i = 0; i < 3; i++) {
            awaitDelivered(chain.subList(0, i + 1));
            Promise<Void> done = busy.getAndSet(null);
            done.complete();
        }
    }

    @Test
    void whatAHandlerCouldNotTakeComesAgainAndNothingElseBefore() {
        List<Transaction> chain = committed(4);
        AtomicInteger failures = new AtomicInteger(2);
        List<String> tried = new CopyOnWriteArrayList<>();

        follow(
                Optional.of(chain.get(0).id()),
                (tx, height) -> {
                    tried.add(tx.id());
                    return tx.id().equals(chain.get(2).id()) && failures.getAndDecrement() > 0
                            ? Future.failedFuture("not now")
                            : collecting.handle(tx, height);
                },
                NEVER);

        awaitDelivered(chain.subList(1, 5));
        assertThat(tried.subList(1, 4)).containsOnly(chain.get(2).id());
        assertThat(tried).hasSize(6);
    }

    @Test
    void severalLanesGoTheirOwnWays() {
        List<Transaction> first = consortium.chain(0, 6);
        List<Transaction> second = consortium.chain(1, 6);
        List<String> ofSecond = new CopyOnWriteArrayList<>();
        Promise<Void> never = Promise.promise();
        follower = LaneFollower.start(
                vertx,
                ledger,
                List.of(
                        new LaneFollower.Lane(first.get(0).id(), Optional.empty(), (tx, height) -> {
                            delivered.add(tx.id());
                            return never.future();
                        }),
                        new LaneFollower.Lane(second.get(0).id(), Optional.empty(), (tx, height) -> {
                            ofSecond.add(tx.id());
                            return Future.succeededFuture();
                        })),
                NEVER);

        for (int i = 0; i < 7; i++) {
            commit(first.get(i));
            commit(second.get(i));
        }

        await().untilAsserted(() -> assertThat(ofSecond).isEqualTo(ids(second)));
        assertThat(delivered).isEqualTo(ids(first.subList(0, 1)));
    }

    @Test
    void whateverHappensEachTransactionComesOnceAndInOrder() {
        Random random = new Random(20_260_103);
        List<Transaction> chain = consortium.chain(0, 150);
        follow(
                Optional.empty(),
                (tx, height) ->
                        random.nextInt(10) == 0 ? Future.failedFuture("now and then") : collecting.handle(tx, height),
                OFTEN);

        for (Transaction tx : chain) {
            ledger.setTelling(random.nextInt(3) > 0);
            commit(tx);
            if (random.nextInt(20) == 0) {
                ledger.setUp(false);
                ledger.setUp(true);
            }
        }

        awaitDelivered(chain);
    }

    private void follow(Optional<String> after, LaneFollower.Recipient handler, Duration poll) {
        LaneFollower.Lane lane = new LaneFollower.Lane(consortium.genesis(0).id(), after, handler);
        follower = LaneFollower.start(vertx, ledger, List.of(lane), poll);
    }

    private List<Transaction> committed(int batches) {
        List<Transaction> chain = new ArrayList<>(consortium.chain(0, batches));
        chain.forEach(this::commit);
        return chain;
    }

    private void commit(Transaction tx) {
        LedgerContract.result(ledger.post(tx));
    }

    private void awaitDelivered(List<Transaction> expected) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(delivered).isEqualTo(ids(expected)));
    }

    private static List<String> ids(List<Transaction> transactions) {
        return transactions.stream().map(Transaction::id).toList();
    }
}
