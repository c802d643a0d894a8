package health.countersign.member.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import health.countersign.member.PostgresViews;
import health.countersign.member.store.PostgresSettings.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A server that is killed, stopped or paused, replicas that stand in each other's way, and pools that are empty. */
class PostgresOutageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Timeouts IMPATIENT =
            new Timeouts(SHORT, SHORT, SHORT, Duration.ofSeconds(30), Duration.ofSeconds(2), PATIENCE);

    private static final int AT_A_TIME = 20;

    private static PostgresViews views;

    private PostgresSettings settings;
    private Database database;

    @BeforeAll
    static void start() {
        views = PostgresViews.start();
    }

    @AfterAll
    static void stop() {
        if (views != null) {
            views.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        settings = views.fresh(IMPATIENT, 1);
        database = Database.open(StoreSettings.postgres(settings));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** What a writer was told of its works, by number. */
    private record Told(Set<Integer> done, Set<Integer> failed) {}

    @RepeatedTest(5)
    void aKilledServerKeepsWhatWasAcknowledgedAndNothingThatWasSaidToHaveFailed() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger acknowledged = new AtomicInteger();
        CompletableFuture<Told> writing = CompletableFuture.supplyAsync(() -> writeUntil(enough, acknowledged));
        await().atMost(PATIENCE).until(() -> acknowledged.get() > 500);

        views.server().kill();
        views.server().startAgain();
        int before = acknowledged.get();
        await().atMost(PATIENCE).until(() -> acknowledged.get() > before + 500);
        enough.set(true);

        Told told = writing.join();
        assertThat(numbers()).doesNotHaveDuplicates().hasSameElementsAs(told.done());
        assertThat(told.failed()).doesNotContainAnyElementsOf(told.done());
    }

    @Test
    void aStoppedServerFailsWorkAndIsFoundWhenItIsBack() throws Exception {
        put(1).get();
        views.server().stop();
        try {
            assertThatThrownBy(() -> put(2).get()).hasCauseInstanceOf(StoreAwayException.class);
            assertThatThrownBy(this::numbers).isInstanceOf(StoreAwayException.class);
        } finally {
            views.server().startAgain();
        }

        assertThat(numbers()).containsExactly(1);
        put(3).get();
        assertThat(numbers()).containsExactly(1, 3);
    }

    @Test
    void aServiceThatStartsBeforeItsServerWaitsForIt() throws Exception {
        views.server().stop();
        CompletableFuture<Database> opening = CompletableFuture.supplyAsync(this::openAgain);

        views.server().startAgain();

        try (Database opened = opening.get()) {
            assertThat(opened.generation()).isEqualTo(database.generation());
        }
    }

    @Test
    void aPausedServerFailsWorkInTimeAndGoesOn() throws Exception {
        put(1).get();
        views.server().pause();
        try {
            assertThatThrownBy(() -> put(2).get()).hasCauseInstanceOf(StoreException.class);
        } finally {
            views.server().resume();
        }

        put(3).get();
        assertThat(numbers()).containsExactly(1, 3);
    }

    @Test
    void anEmptyPoolFailsReadersUntilAConnectionIsFree() {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        CompletableFuture<Boolean> reader = CompletableFuture.supplyAsync(() -> database.read(session -> {
            taken.countDown();
            return waitFor(free);
        }));
        waitFor(taken);

        assertThatThrownBy(this::numbers).isInstanceOf(StoreException.class);
        free.countDown();

        assertThat(reader.join()).isTrue();
        assertThat(numbers()).isEmpty();
    }

    @Test
    void aStatementThatTakesTooLongFailsItsWorkOnly() throws Exception {
        CompletableFuture<Boolean> slow = database.write(session -> session.exists("SELECT pg_sleep(60)"));
        CompletableFuture<Integer> quick = put(1);

        assertThatThrownBy(slow::get).hasCauseInstanceOf(StoreException.class).hasMessageContaining("57014");
        assertThat(quick.get()).isEqualTo(1);
        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void aReplicaWaitsForTheOthersTurnAndNotForEver() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        try (Database other = openAgain()) {
            CompletableFuture<Boolean> turn = other.write(session -> {
                put(session, 1);
                taken.countDown();
                return waitFor(free);
            });
            waitFor(taken);

            assertThatThrownBy(() -> put(2).get()).hasCauseInstanceOf(StoreException.class);
            free.countDown();

            assertThat(turn.get()).isTrue();
            put(3).get();
            assertThat(numbers()).containsExactly(1, 3);
        }
    }

    @Test
    void replicasWriteAsIfTheyWereOne() throws Exception {
        List<CompletableFuture<Integer>> works = new ArrayList<>();
        try (Database other = openAgain();
                Database third = openAgain()) {
            for (int i = 0; i < 300; i++) {
                Database one = i % 2 == 0 ? other : third;
                works.add(one.write(session -> put(session, highest(session) + 1)));
            }
            CompletableFuture.allOf(works.toArray(CompletableFuture<?>[]::new)).get();
        }

        assertThat(numbers()).hasSize(300).contains(1, 300);
    }

    /** Some at a time, so that a kill always meets several under way. */
    private Told writeUntil(AtomicBoolean enough, AtomicInteger acknowledged) {
        Told told = new Told(new HashSet<>(), new HashSet<>());
        for (int first = 1; !enough.get(); first += AT_A_TIME) {
            List<CompletableFuture<Integer>> works = IntStream.range(first, first + AT_A_TIME)
                    .mapToObj(this::put)
                    .toList();
            for (int i = 0; i < AT_A_TIME; i++) {
                (succeeded(works.get(i)) ? told.done() : told.failed()).add(first + i);
            }
            acknowledged.set(told.done().size());
        }
        return told;
    }

    private static boolean succeeded(CompletableFuture<Integer> work) {
        try {
            return work.join() == 1;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(StoreException.class);
            return false;
        }
    }

    private CompletableFuture<Integer> put(int number) {
        return database.write(session -> put(session, number));
    }

    private static int put(Session session, int number) {
        return session.update("INSERT INTO meta (name, value) VALUES (?, ?)", "n" + number, String.valueOf(number));
    }

    private static int highest(Session session) {
        return session.one("SELECT MAX(CAST(value AS INTEGER)) FROM meta WHERE name LIKE 'n%'", row -> row.getInt(1))
                .orElse(0);
    }

    private List<Integer> numbers() {
        return database.read(session -> session.list(
                "SELECT CAST(value AS INTEGER) FROM meta WHERE name LIKE 'n%' AND name <> 'generation' ORDER BY 1",
                row -> row.getInt(1)));
    }

    private Database openAgain() {
        try {
            return Database.open(StoreSettings.postgres(settings));
        } catch (Exception e) {
            // Only the test that waits for it can say what that means.
            throw new IllegalStateException(e);
        }
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
