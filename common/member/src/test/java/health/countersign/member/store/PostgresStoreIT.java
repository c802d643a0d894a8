package health.countersign.member.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.member.PostgresViews;
import health.countersign.member.store.PostgresSettings.Login;
import health.countersign.platform.settings.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresStoreIT extends StoreContract {
    private static PostgresViews views;

    private PostgresSettings settings;

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
    StoreSettings settings() {
        settings = settings == null ? views.fresh() : settings;
        return StoreSettings.postgres(settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE mine (n INTEGER)",
                "DROP TABLE meta",
                "ALTER TABLE meta ADD COLUMN mine INTEGER",
                "TRUNCATE answers",
                "CREATE TEMPORARY TABLE mine (n INTEGER)",
                "UPDATE reads SET subject = 'somebody else'",
                "DELETE FROM reads",
                "DELETE FROM flyway_schema_history",
                "CREATE SCHEMA mine"
            })
    void theServicesRoleCanOnlyWorkWithTheTables(String statement) {
        assertThatThrownBy(() -> write(session -> session.update(statement)))
                .cause()
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("42501");
    }

    @Test
    void aServiceWithoutAMigratorOpensWhatIsMade() throws Exception {
        String generation = database.generation();

        try (Database again = Database.open(StoreSettings.postgres(PostgresViews.withoutMigrator(settings)))) {
            assertThat(again.generation()).isEqualTo(generation);
        }
    }

    @Test
    void aServiceWithoutAMigratorCannotMakeTheTables() {
        PostgresSettings empty = PostgresViews.withoutMigrator(views.fresh());

        assertThatThrownBy(() -> Database.open(StoreSettings.postgres(empty)))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void twoStoresOfOneDatabaseDoNotMeet() throws Exception {
        try (Database second = Database.open(StoreSettings.postgres(views.fresh()))) {
            second.write(session -> {
                        put(session, "n-second");
                        return database.write(other -> put(other, "n-first")).join();
                    })
                    .get();

            assertThat(second.generation()).isNotEqualTo(database.generation());
        }
        assertThat(names()).containsExactly("n-first");
    }

    @Test
    void aWrongPasswordIsToldAtOnce() {
        PostgresSettings wrong = new PostgresSettings(
                settings.url(),
                settings.user(),
                Optional.of(new Secret("wrong")),
                settings.schema(),
                Optional.empty(),
                1,
                settings.timeouts());

        assertThatThrownBy(() -> Database.open(StoreSettings.postgres(wrong)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void theRolesOfTheDocumentAreEnough() throws Exception {
        String document = Files.readString(Path.of("../../docs/postgres.md"));
        Matcher sql =
                Pattern.compile("```sql\n(CREATE ROLE .*?)```", Pattern.DOTALL).matcher(document);
        assertThat(sql.find()).isTrue();
        views.server().execute("postgres", sql.group(1));

        PostgresSettings documented = new PostgresSettings(
                views.server().url("hospital_a"),
                "hospital_a",
                Optional.of(new Secret("change this")),
                "countersign",
                Optional.of(new Login("hospital_a_maker", Optional.of(new Secret("and this")))),
                1,
                settings.timeouts());
        try (Database made = Database.open(StoreSettings.postgres(documented))) {
            assertThat(made.write(session -> put(session, "n1")).get()).isEqualTo(1);
        }
    }

    @Test
    void writersLeaveNothingBehindWhenTheyAreClosed() throws Exception {
        write(session -> put(session, "n1"));

        database.close();

        String left = "SELECT name FROM %s.meta ORDER BY 1;".formatted(settings.schema());
        assertThat(views.server().execute(PostgresViews.DATABASE, left)).isEqualTo("generation\nn1");
    }
}
