package health.countersign.member;

import static health.countersign.member.Laptop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.OrganizationId;
import health.countersign.member.store.StoreSettings;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same with every view on PostgreSQL, and what happens when that is away. */
class MemberPostgresIT extends MemberIT {
    private static final String COPY = """
            SET ROLE maker;
            CREATE SCHEMA backup;
            SELECT format('CREATE TABLE backup.%%1$I (LIKE %1$s.%%1$I INCLUDING ALL)', tablename)
                FROM pg_tables WHERE schemaname = '%1$s' \\gexec
            SELECT format('INSERT INTO backup.%%1$I SELECT * FROM %1$s.%%1$I', tablename)
                FROM pg_tables WHERE schemaname = '%1$s' \\gexec
            """;
    private static final String BEHIND = """
            SELECT count(*) FROM %1$s.lanes l
                WHERE seq < (SELECT max(seq) FROM %1$s.transactions t WHERE t.lane = l.lane);
            """;

    private final Map<OrganizationId, StoreSettings> stores = new HashMap<>();
    private PostgresViews views;

    @BeforeAll
    @Override
    void start() throws Exception {
        views = PostgresViews.start();
        super.start();
    }

    @AfterAll
    @Override
    void stop() throws Exception {
        super.stop();
        if (views != null) {
            views.close();
        }
    }

    @Override
    Function<OrganizationId, StoreSettings> stores() {
        return id -> stores.computeIfAbsent(id, any -> StoreSettings.postgres(views.fresh()));
    }

    @Test
    void membersWaitForTheirDatabaseAndGoOnWhenItIsBack() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        JsonObject before = submit("hospital-a", changes(card), observation("before", patient));
        assertThat(laptop.readiness("clinic")).isEqualTo(200);

        views.server().stop();
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(laptop.readiness("clinic")).isEqualTo(503));
            assertThat(await(laptop.post("clinic", "/v1/cards", change(patient("another"))))
                            .statusCode())
                    .isEqualTo(503);
        } finally {
            views.server().startAgain();
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(laptop.readiness("clinic")).isEqualTo(200));
        assertThat(proposal("hospital-a", before.getString("change")).getString("state"))
                .isEqualTo("committed");
        JsonObject after = submit("hospital-a", changes(card), observation("after", patient));
        assertThat(proposal("hospital-a", after.getString("change")).getString("state"))
                .isEqualTo("committed");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(section("clinic", card, "medical")).hasSize(2));
    }

    /** The SQL of docs/postgres.md. */
    @Test
    void aViewOfWhichAnOlderStateIsRestoredCatchesUp() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        String schema = schema("clinic");
        await().atMost(PATIENCE)
                .until(() -> history("clinic", card).getJsonArray("changes").size() == 1);
        laptop.stop("clinic");
        execute(COPY.formatted(schema));
        laptop.start("clinic");
        submit("hospital-a", changes(card), observation("meanwhile", patient));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(section("clinic", card, "medical")).hasSize(1));

        laptop.stop("clinic");
        execute("DROP SCHEMA %s CASCADE;".formatted(schema));
        execute("ALTER SCHEMA backup RENAME TO %s;".formatted(schema));
        execute("UPDATE %s.meta SET value = gen_random_uuid() WHERE name = 'generation';".formatted(schema));
        laptop.start("clinic");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(section("clinic", card, "medical")).hasSize(1));
        assertThat(history("clinic", card).getJsonArray("changes")).hasSize(2);
    }

    @Test
    void twoReplicasOfAServiceShareOneView() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        MemberVerticle first = laptop.member("clinic");
        laptop.start("clinic");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String author = i % 2 == 0 ? "hospital-a" : "clinic";
            sent.add(
                    submit(author, changes(card), observation("o" + i, patient)).getString("change"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(section("clinic", card, "medical")).hasSize(10));

        laptop.stop(first);
        sent.add(submit("clinic", changes(card), observation("last", patient)).getString("change"));

        for (String change : sent) {
            assertThat(proposal("clinic", change).getString("state")).isEqualTo("committed");
        }
        assertThat(execute("SELECT count(*) FROM %s.faults;".formatted(schema("clinic"))))
                .isEqualTo("0");
        assertThat(execute(BEHIND.formatted(schema("clinic")))).isEqualTo("0");
    }

    @Test
    void whatAReplicaLeftInTheOutboxIsSentByAnother() throws Exception {
        String schema = schema("hospital-a");
        execute("CREATE TABLE %1$s.parcels (LIKE %1$s.outbox); GRANT ALL ON %1$s.parcels TO PUBLIC;".formatted(schema));
        execute(("CREATE RULE keep AS ON DELETE TO %1$s.outbox"
                        + " DO ALSO INSERT INTO %1$s.parcels"
                        + " SELECT OLD.change_id, OLD.ord, OLD.lane, OLD.card, OLD.record;")
                .formatted(schema));
        open(UUID.randomUUID().toString());
        execute("DROP RULE keep ON %s.outbox;".formatted(schema));
        MemberVerticle first = laptop.member("hospital-a");
        laptop.start("hospital-a");
        laptop.stop(first);

        execute("INSERT INTO %1$s.outbox SELECT * FROM %1$s.parcels;".formatted(schema));

        String left = "SELECT count(*) FROM %s.outbox;".formatted(schema);
        assertThat(execute("SELECT count(*) FROM %s.parcels;".formatted(schema)))
                .isEqualTo("1");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(execute(left)).isEqualTo("0"));
        execute("DROP TABLE %s.parcels;".formatted(schema));
    }

    private String schema(String organization) {
        return stores.get(new OrganizationId(organization))
                .postgres()
                .orElseThrow()
                .schema();
    }

    private String execute(String sql) {
        return views.server().execute(PostgresViews.DATABASE, sql);
    }
}
