package health.countersign.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.platform.settings.Settings;
import health.countersign.platform.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {
    private static final String PASSWORD = "canary-4711";

    @TempDir
    private Path directory;

    /** What a service is told of its log. */
    record Service(KafkaSettings log) {}

    @Test
    void passwordsReachKafkasClientsAndNothingThatIsPrinted() throws Exception {
        KafkaSettings settings = read("""
                log:
                  bootstrap-servers: broker:9093
                  client:
                    security.protocol: SSL
                    ssl.keystore.password: %s
                """.formatted(PASSWORD));

        assertThat(settings.common())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.keystore.password", PASSWORD);
        assertThat(settings.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void whatIsNotTransportIsRefusedWithoutItsValue() {
        assertThatThrownBy(() -> read("""
                        log:
                          bootstrap-servers: broker:9093
                          client:
                            acks: %s
                        """.formatted(PASSWORD)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("transport and authentication")
                .hasMessageNotContaining(PASSWORD);
    }

    private KafkaSettings read(String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("settings.yaml"), yaml);
        return Settings.read(Service.class, Optional.of(file), Map.of()).log();
    }
}
