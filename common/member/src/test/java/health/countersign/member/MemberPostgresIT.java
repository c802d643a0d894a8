package health.countersign.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.OrganizationId;
import health.countersign.member.store.StoreSettings;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same with every view on PostgreSQL, and what happens when that is away. */
class MemberPostgresIT extends MemberIT {
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
}
