package health.countersign.member.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.member.store.PostgresSettings.Timeouts;
import health.countersign.platform.settings.Settings;
import health.countersign.platform.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreSettingsTest {
    private static final String URL = "jdbc:postgresql://db.example/view";

    @TempDir
    Path directory;

    private record Program(StoreSettings store) {}

    @Test
    void aFileSurvivesAPowerFailureUnlessToldOtherwise() {
        StoreSettings settings = read(Map.of("COUNTERSIGN_STORE_SQLITE_FILE", "/var/lib/view.db"));

        assertThat(settings).isEqualTo(StoreSettings.sqlite(Path.of("/var/lib/view.db"), Durability.FULL));
    }

    @Test
    void theSettingsOfTheDocumentCanBeRead() throws Exception {
        String document = Files.readString(Path.of("../../docs/postgres.md"));
        Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(yaml.find()).isTrue();
        Path secret = Files.writeString(directory.resolve("secret"), "a secret");
        Path file = Files.writeString(
                directory.resolve("settings.yaml"), yaml.group(1).replaceAll("/run/secrets/.*", secret.toString()));

        PostgresSettings settings = Settings.read(Program.class, Optional.of(file), Map.of())
                .store()
                .postgres()
                .orElseThrow();

        assertThat(settings.migrator().orElseThrow().password().orElseThrow().reveal())
                .isEqualTo("a secret");
        assertThat(settings.schema()).isEqualTo("countersign");
        assertThat(settings.timeouts()).isEqualTo(Timeouts.defaults());
        assertThat(settings.toString()).doesNotContain("a secret");
    }

    @Test
    void theEnvironmentSaysTheSame() {
        PostgresSettings settings = read(Map.of(
                        "COUNTERSIGN_STORE_POSTGRES_URL", URL,
                        "COUNTERSIGN_STORE_POSTGRES_USER", "clinic",
                        "COUNTERSIGN_STORE_POSTGRES_READERS", "9",
                        "COUNTERSIGN_STORE_POSTGRES_TIMEOUTS_IDLE_IN_TRANSACTION", "2m"))
                .postgres()
                .orElseThrow();

        assertThat(settings.readers()).isEqualTo(9);
        assertThat(settings.timeouts().idleInTransaction()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.password()).isEmpty();
    }

    @Test
    void aStoreIsInOnePlace() {
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("needs either 'sqlite' or 'postgres', and not both");
        assertThatThrownBy(() -> read(Map.of(
                        "COUNTERSIGN_STORE_SQLITE_FILE", "/var/lib/view.db",
                        "COUNTERSIGN_STORE_POSTGRES_URL", URL,
                        "COUNTERSIGN_STORE_POSTGRES_USER", "clinic")))
                .hasMessageContaining("needs either 'sqlite' or 'postgres', and not both");
    }

    @ParameterizedTest
    @CsvSource({
        "URL, jdbc:mysql://db.example/view, must begin with jdbc:postgresql://",
        "URL, jdbc:postgresql://db.example/v?password=secret, must not name a user or hold a password",
        "SCHEMA, Clinic; DROP, must be lower-case letters",
        "READERS, 0, must be 1 to 100",
        "TIMEOUTS_LOCK, 10ms, every timeout must be at least 1s",
        "TIMEOUTS_SOCKET, 30s, must be longer than 'statement' and 'lock'",
        "MIGRATOR_USER, clinic, must be another role than 'user'"
    })
    void nonsenseIsRefusedInWordsWithoutRepeatingIt(String setting, String value, String words) {
        Map<String, String> environment = new HashMap<>(
                Map.of("COUNTERSIGN_STORE_POSTGRES_URL", URL, "COUNTERSIGN_STORE_POSTGRES_USER", "clinic"));
        environment.put("COUNTERSIGN_STORE_POSTGRES_" + setting, value);

        assertThatThrownBy(() -> read(environment))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret");
    }

    private static StoreSettings read(Map<String, String> environment) {
        return Settings.read(Program.class, Optional.empty(), environment).store();
    }
}
