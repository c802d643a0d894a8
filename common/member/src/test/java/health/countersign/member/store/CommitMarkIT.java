package health.countersign.member.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import health.countersign.member.PostgresViews;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A COMMIT that gets no answer: unknown is neither done nor failed, and the writer finds out which it was. */
class CommitMarkIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The end of a transaction takes two seconds if it holds such a name, and fails if it holds the other. */
    private static final String SLOW_COMMIT = """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN
                    IF NEW.name = 'refused' THEN RAISE EXCEPTION 'no'; END IF;
                    PERFORM pg_sleep(2);
                    RETURN NULL;
                END $$;
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON meta DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.name LIKE 'slow%' OR NEW.name = 'refused') EXECUTE FUNCTION slow();
            """;

    private static PostgresViews views;
    private static PostgresSettings direct;
    private static CutWire wire;
    private static Database database;

    @BeforeAll
    static void open() throws Exception {
        views = PostgresViews.start();
        direct = views.fresh();
        Database.open(StoreSettings.postgres(direct)).close();
        execute(SLOW_COMMIT);
        wire = CutWire.to(views.server().port());
        database = Database.open(StoreSettings.postgres(new PostgresSettings(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(wire.port(), PostgresViews.DATABASE),
                direct.user(),
                direct.password(),
                direct.schema(),
                Optional.empty(),
                1,
                direct.timeouts())));
    }

    @AfterAll
    static void close() throws Exception {
        if (database != null) {
            database.close();
            wire.close();
        }
        if (views != null) {
            views.close();
        }
    }

    @Test
    void whatTheServerCommittedIsAcknowledgedThoughItsAnswerWasLost() throws Exception {
        CompletableFuture<Integer> work = put("slow");
        await().atMost(PATIENCE).until(() -> activity("query = 'COMMIT' AND wait_event = 'PgSleep'") == 1);

        wire.cut();

        assertThat(work.get()).isEqualTo(1);
        assertThat(there("slow")).isTrue();
    }

    @Test
    void whatWaitsBehindACommitThatNobodyKnowsOfFailsInTime() throws Exception {
        CompletableFuture<Integer> unknown = put("slow and cut off");
        await().atMost(PATIENCE).until(() -> activity("query = 'COMMIT' AND wait_event = 'PgSleep'") == 1);
        wire.refuse(true);
        wire.cut();
        try {
            assertThatThrownBy(() -> put("waiting").get()).hasCauseInstanceOf(StoreAwayException.class);
            assertThat(unknown).isNotDone();
        } finally {
            wire.refuse(false);
        }

        assertThat(unknown.get()).isEqualTo(1);
        assertThat(there("slow and cut off")).isTrue();
        assertThat(there("waiting")).isFalse();
    }

    @Test
    void whatWasNotCommittedBeforeTheWireWasCutHasFailed() {
        CompletableFuture<Integer> work = database.write(session -> {
            put(session, "cut");
            return session.list("SELECT pg_sleep(2)", row -> 1).size();
        });
        await().atMost(PATIENCE).until(() -> activity("query LIKE 'SELECT pg_sleep%' AND state = 'active'") == 1);

        wire.cut();

        assertThatThrownBy(work::get).hasCauseInstanceOf(StoreException.class);
        await().atMost(PATIENCE).until(() -> activity("query LIKE 'SELECT pg_sleep%' AND state = 'active'") == 0);
        assertThat(there("cut")).isFalse();
    }

    @Test
    void aCommitThatTheServerRefusesHasFailed() {
        assertThatThrownBy(() -> put("refused").get()).hasCauseInstanceOf(StoreException.class);

        assertThat(there("refused")).isFalse();
    }

    private static CompletableFuture<Integer> put(String what) {
        return database.write(session -> put(session, what));
    }

    private static int put(Session session, String what) {
        return session.update("INSERT INTO meta (name, value) VALUES (?, '')", what);
    }

    private static int activity(String condition) {
        return Integer.parseInt(execute(
                "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND %s;".formatted(condition)));
    }

    private static boolean there(String what) {
        return execute("SELECT 1 FROM meta WHERE name = '%s';".formatted(what)).equals("1");
    }

    private static String execute(String sql) {
        return views.server()
                .execute(PostgresViews.DATABASE, "SET search_path TO %s;%n%s".formatted(direct.schema(), sql));
    }
}
