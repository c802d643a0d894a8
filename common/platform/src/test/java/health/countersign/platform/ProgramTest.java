package health.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProgramTest {
    record Toy(ManagementSettings management, LogSettings logs) implements ProgramSettings {}

    private static final Toy SETTINGS = new Toy(
            new ManagementSettings("127.0.0.1", 0),
            new LogSettings(LogSettings.Format.CONSOLE, LogSettings.Level.INFO));

    private final AtomicBoolean brokerUp = new AtomicBoolean(true);
    private final AtomicBoolean stopped = new AtomicBoolean();

    private final class ToyVerticle extends VerticleBase {
        ToyVerticle(Platform platform) {
            platform.health()
                    .ready("log", () -> brokerUp.get() ? Future.succeededFuture() : Future.failedFuture("away"))
                    .ready("ledger", Future::succeededFuture);
            platform.metrics().counter("countersign.toys").increment();
        }

        @Override
        public Future<?> stop() {
            return vertx.timer(50).onSuccess(v -> stopped.set(true));
        }
    }

    @Test
    void aProgramSaysHowItIsAndStopsInOrder() throws Exception {
        Program program = await(Program.start(SETTINGS, (settings, platform) -> new ToyVerticle(platform)));

        assertThat(get(program, "/livez").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get(program, "/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"up\",\"checks\":{\"ledger\":\"up\",\"log\":\"up\",\"running\":\"up\"}}");
        assertThat(get(program, "/metrics").body()).contains("countersign_toys_total 1.0", "jvm_memory_used_bytes");
        assertThat(get(program, "/elsewhere").statusCode()).isEqualTo(404);

        brokerUp.set(false);

        ready = get(program, "/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"status\":\"down\"", "\"log\":\"down\"", "\"ledger\":\"up\"");
        assertThat(get(program, "/livez").statusCode()).isEqualTo(200);
        await(program.stop());
        assertThat(stopped).isTrue();
    }

    @Test
    void aVerticleThatCannotStartIsTheProgramsFailure() {
        Future<Program> program = Program.start(SETTINGS, (settings, platform) -> {
            throw new IllegalStateException("no key in keys/");
        });

        assertThatThrownBy(() -> await(program)).hasRootCauseMessage("no key in keys/");
    }

    private static HttpResponse<String> get(Program program, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + program.managementPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }
}
