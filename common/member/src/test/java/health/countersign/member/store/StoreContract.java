package health.countersign.member.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import health.countersign.member.store.Entries.Stored;
import health.countersign.member.store.IdempotentAnswers.Given;
import health.countersign.member.store.Outbox.Parcel;
import health.countersign.member.store.Reads.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database that holds a store must do. */
abstract class StoreContract {
    private static final CardId CARD = CardId.random();
    private static final ChangeId CHANGE = change(1);

    Database database;

    /** The same store at each call of one test. */
    abstract StoreSettings settings();

    @BeforeEach
    final void open() throws Exception {
        database = Database.open(settings());
    }

    @AfterEach
    final void close() {
        database.close();
    }

    @Test
    void oneFailureInAGroupUndoesOnlyItself() throws Exception {
        List<CompletableFuture<Integer>> works = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int n = i;
            works.add(database.write(session -> {
                put(session, "n" + n);
                if (n == 25) {
                    throw new IllegalStateException("no");
                }
                return n;
            }));
        }

        for (int i = 0; i < 50; i++) {
            CompletableFuture<Integer> work = works.get(i);
            if (i == 25) {
                assertThatThrownBy(work::get).isInstanceOf(ExecutionException.class);
            } else {
                assertThat(work.get()).isEqualTo(i);
            }
        }
        assertThat(names()).hasSize(49).doesNotContain("n25");
    }

    @Test
    void aStatementThatTheDatabaseRefusesUndoesOnlyItsWork() throws Exception {
        write(session -> put(session, "n1"));
        CompletableFuture<Integer> before = database.write(session -> put(session, "n2"));
        CompletableFuture<Integer> twice = database.write(session -> put(session, "n3") + put(session, "n1"));
        CompletableFuture<Integer> after = database.write(session -> put(session, "n4"));

        assertThatThrownBy(twice::get).hasCauseInstanceOf(StoreException.class);
        assertThat(before.get() + after.get()).isEqualTo(2);
        assertThat(names()).containsExactly("n1", "n2", "n4");
    }

    @Test
    void whatWasWrittenIsThereAfterAReopen() throws Exception {
        write(session -> put(session, "n-kept"));
        String generation = database.generation();

        database.close();
        open();

        assertThat(names()).containsExactly("n-kept");
        assertThat(database.generation()).isEqualTo(generation);
    }

    @Test
    void aClosedStoreRefusesWork() {
        database.close();

        assertThatThrownBy(
                        () -> database.write(session -> put(session, "n-late")).get())
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void aReaderSeesOneStateWhateverIsWrittenMeanwhile() throws Exception {
        write(session -> put(session, "n1"));

        List<Integer> seen = database.read(session -> {
            int first = count(session);
            database.write(other -> put(other, "n2")).join();
            return List.of(first, count(session));
        });

        assertThat(seen).containsExactly(1, 1);
        assertThat(names()).hasSize(2);
    }

    @Test
    void aReaderChangesNothing() {
        assertThatThrownBy(() -> database.read(session -> put(session, "n1"))).isInstanceOf(StoreException.class);

        assertThat(names()).isEmpty();
    }

    @Test
    void everyByteAndEveryLetterComesBack() throws Exception {
        byte[] bytes = new byte[256];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) i);
        String name = "n ä 漢 \uD83E\uDE7A '\"\\%";
        Parcel parcel = new Parcel(CHANGE, Integer.MAX_VALUE, CARD, Bytes.of(bytes));
        LedgerPosition far = new LedgerPosition(3, Long.MAX_VALUE, "ab".repeat(32), Long.MAX_VALUE);

        write(session -> {
            put(session, name);
            new Outbox(session).add(parcel);
            new Changes(session).addTransaction(far, List.of(new OrganizationId("clinic")));
            return null;
        });

        assertThat(names()).containsExactly(name);
        database.read(session -> {
            assertThat(new Outbox(session).all()).containsExactly(parcel);
            assertThat(new Changes(session).applied(far.transaction())).isTrue();
            assertThat(new Changes(session).sealedBy(far.transaction())).containsExactly("clinic");
            return null;
        });
    }

    @Test
    void anOutboxKeepsTheOrderAndForgetsWhatTheLogHas() throws Exception {
        for (int i = 20; i > 0; i--) {
            Parcel parcel = new Parcel(change(i), 0, CARD, Bytes.of(new byte[] {(byte) i}));
            write(session -> {
                new Outbox(session).add(parcel);
                return null;
            });
        }
        write(session -> {
            new Outbox(session).remove(change(13));
            return null;
        });

        assertThat(database.<List<Parcel>>read(session -> new Outbox(session).all()))
                .extracting(parcel -> parcel.record().array()[0])
                .startsWith((byte) 20, (byte) 19)
                .hasSize(19)
                .endsWith((byte) 2, (byte) 1);
        assertThat(database.<Boolean>read(session -> new Outbox(session).holds(change(13))))
                .isFalse();
    }

    @Test
    void entriesSortByTheirBytesAndTheLatestCommittedOneIsCurrent() throws Exception {
        List<String> ids = List.of("B", "a", "10", "a-1", "A", "9", "a.1", "b");
        write(session -> {
            for (int place = 0; place < ids.size(); place++) {
                commit(session, entry(CHANGE, place, ids.get(place)));
            }
            commit(session, entry(change(2), 0, "a"));
            return null;
        });

        List<Stored> current = database.read(session -> new Entries(session).current(CARD));

        assertThat(current).extracting(Stored::id).containsExactly("10", "9", "A", "B", "a", "a-1", "a.1", "b");
        assertThat(current)
                .filteredOn(entry -> entry.id().equals("a"))
                .extracting(Stored::change)
                .containsExactly(change(2));
        assertThat(database.<Optional<Stored>>read(
                        session -> new Entries(session).current(CARD, Optional.of("Device"), "b")))
                .map(Stored::place)
                .contains(7);
    }

    @Test
    void aLaneGoesOnFromItsHeadOnly() throws Exception {
        Lanes.Head genesis = new Lanes.Head("00".repeat(32), 0, 0);
        Lanes.Head first = new Lanes.Head("11".repeat(32), 1, 10);
        write(session -> {
            new Lanes(session).begin(0, genesis);
            new Lanes(session).begin(0, first);
            return null;
        });

        write(session -> advance(session, genesis, first));

        assertThatThrownBy(() -> write(session -> advance(session, genesis, first)))
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(database.<Optional<Lanes.Head>>read(session -> new Lanes(session).head(0)))
                .contains(first);
    }

    @Test
    void anAnswerUnderAKeyIsKeptOnceAndForgottenWithTime() throws Exception {
        IdempotentAnswers.Key key = new IdempotentAnswers.Key("clinic", "dr who", "k");
        Given given = new Given("digest", CHANGE, Bytes.of("answer".getBytes(StandardCharsets.UTF_8)));
        write(session -> keep(session, key, given, 1_000));

        assertThatThrownBy(() -> write(session -> keep(session, key, given, 2_000)))
                .hasCauseInstanceOf(StoreException.class);
        assertThat(database.<Optional<Given>>read(session -> new IdempotentAnswers(session).find(key)))
                .contains(given);
        write(session -> keep(session, new IdempotentAnswers.Key("clinic", "dr who", "other"), given, 500_000));
        assertThat(database.<Optional<Given>>read(session -> new IdempotentAnswers(session).find(key)))
                .isEmpty();
    }

    @Test
    void readingsAndFaultsAreKeptWithWhatMayBeMissing() throws Exception {
        Reading reading = new Reading(7, new OrganizationId("insurer"), "auditor", CARD, "card");
        LedgerPosition position = new LedgerPosition(1, 5, "cd".repeat(32), 0);
        Changes.Fault whole = new Changes.Fault(position, -1, Optional.empty(), "lane");
        Changes.Fault one = new Changes.Fault(position, 0, Optional.of(CHANGE), "quorum");
        write(session -> {
            new Reads(session).add(reading);
            Stream.of(whole, one, one).forEach(fault -> new Changes(session).addFault(fault, Optional.of(CARD)));
            new Changes(session).addFault(new Changes.Fault(position, 1, Optional.empty(), "lane"), Optional.empty());
            return null;
        });

        assertThat(database.<List<Reading>>read(session -> new Reads(session).of(CARD)))
                .containsExactly(reading);
        assertThat(database.<List<Changes.Fault>>read(session -> new Changes(session).faults(CARD)))
                .containsExactly(whole, one);
    }

    final <T> T write(Function<Session, T> work) throws Exception {
        return database.write(work).get();
    }

    static int put(Session session, String name) {
        return session.update("INSERT INTO meta (name, value) VALUES (?, '')", name);
    }

    final List<String> names() {
        return database.read(session ->
                session.list("SELECT name FROM meta WHERE name LIKE 'n%' ORDER BY name", row -> row.getString(1)));
    }

    private static int count(Session session) {
        return session.one("SELECT COUNT(*) FROM meta WHERE name LIKE 'n%'", row -> row.getInt(1))
                .orElseThrow();
    }

    private static Void commit(Session session, Stored entry) {
        session.update(
                "INSERT INTO entries (change_id, place, card, section, type, id, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
                entry.change().hex(),
                entry.place(),
                CARD.value(),
                entry.section().wire(),
                entry.type(),
                entry.id(),
                entry.body().array());
        new Entries(session).commit(CARD, entry);
        return null;
    }

    private static Stored entry(ChangeId change, int place, String id) {
        return new Stored(change, place, Section.MEDICAL, "Device", id, Bytes.of(new byte[] {1}));
    }

    private static Void advance(Session session, Lanes.Head from, Lanes.Head to) {
        new Lanes(session).advance(0, from, to);
        return null;
    }

    private static Void keep(Session session, IdempotentAnswers.Key key, Given given, long now) {
        new IdempotentAnswers(session).add(key, given, now, now - 100_000);
        return null;
    }

    static ChangeId change(int n) {
        return new ChangeId("%064x".formatted(n));
    }
}
