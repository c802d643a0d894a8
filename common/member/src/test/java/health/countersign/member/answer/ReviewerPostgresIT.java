package health.countersign.member.answer;

import health.countersign.member.PostgresViews;
import health.countersign.member.Village;
import health.countersign.member.store.StoreSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same with views on PostgreSQL. */
class ReviewerPostgresIT extends ReviewerTest {
    private static PostgresViews views;

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

    @Override
    Village village() throws Exception {
        return new Village(directory, id -> StoreSettings.postgres(views.fresh()));
    }
}
