package health.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LauncherIT {
    /** A service that starts if it is told the right word. */
    public static final class ToyMain {
        record Toy(String word, ManagementSettings management, LogSettings logs) implements ProgramSettings {}

        private ToyMain() {}

        public static void main(String... arguments) {
            Launcher.run("toy", Toy.class, ToyVerticle::new, arguments);
        }

        private static final class ToyVerticle extends VerticleBase {
            private final Toy settings;

            ToyVerticle(Toy settings, Platform platform) {
                this.settings = settings;
                platform.health().ready("word", Future::succeededFuture);
            }

            @Override
            public Future<?> start() {
                return settings.word().equals("sesame")
                        ? Future.succeededFuture()
                        : Future.failedFuture("that is not the word");
            }
        }
    }

    @Test
    void aServiceStartsAndStopsInOrderOnSigterm() throws Exception {
        Process service = run(Map.of("COUNTERSIGN_WORD", "sesame", "COUNTERSIGN_MANAGEMENT_PORT", "0"));
        try (BufferedReader log = log(service)) {
            JsonObject serves = new JsonObject(log.readLine());
            assertThat(serves.getString("message")).isEqualTo("serves its operator");
            assertThat(serves.getString("routes")).isEqualTo("GET /livez, GET /metrics, GET /readyz");
            JsonObject started = new JsonObject(log.readLine());
            assertThat(started.getString("message")).isEqualTo("started");
            assertThat(started.getString("service")).isEqualTo("toy");
            assertThat(started.getInteger("management")).isPositive().isEqualTo(serves.getInteger("port"));

            service.toHandle().destroy();

            assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isZero();
            assertThat(log.lines().collect(Collectors.joining())).contains("\"message\":\"stopped\"");
        } finally {
            service.destroyForcibly();
        }
    }

    @Test
    void aServiceThatCannotStartSaysWhyInWords() throws Exception {
        Process service = run(Map.of("COUNTERSIGN_WORD", "open", "COUNTERSIGN_MANAGEMENT_PORT", "0"));
        try (BufferedReader log = log(service)) {
            assertThat(log.lines().collect(Collectors.joining("\n")))
                    .contains("toy could not start: that is not the word");
        }
        assertThat(service.waitFor()).isEqualTo(1);
    }

    @Test
    void settingsThatCannotBeUsedAreAllNamed() throws Exception {
        Process service = run(Map.of("COUNTERSIGN_MANAGEMENT_PORT", "many", "COUNTERSIGN_WROD", "sesame"));
        try (BufferedReader log = log(service)) {
            assertThat(log.lines().collect(Collectors.joining("\n")))
                    .contains("toy: the settings cannot be used:")
                    .contains("COUNTERSIGN_WORD) is missing", "COUNTERSIGN_MANAGEMENT_PORT) must be a whole number")
                    .contains("COUNTERSIGN_WROD is not known");
        }
        assertThat(service.waitFor()).isEqualTo(2);
    }

    @Test
    void argumentsThatMeanNothingAreRefused() throws Exception {
        Process service = run(Map.of(), "--help-me");
        try (BufferedReader log = log(service)) {
            assertThat(log.lines().collect(Collectors.joining())).contains("the path of its settings file");
        }
        assertThat(service.waitFor()).isEqualTo(2);
    }

    private static Process run(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ToyMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("COUNTERSIGN_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static BufferedReader log(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
