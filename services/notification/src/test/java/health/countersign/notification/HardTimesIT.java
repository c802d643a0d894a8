package health.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.notification.NotificationSettings.StreamSettings;
import health.countersign.platform.log.Topic;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardTimesIT {
    private static final StreamSettings IMPATIENT =
            new StreamSettings(Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofHours(1), 100, Set.of());
    private static final Pattern LAST_WORD = Pattern.compile(".*: ([\\w-]+)$");

    @TempDir
    static Path directory;

    private static Stage stage;

    private final Play play = new Play(stage.cast(), 5);

    @BeforeAll
    static void start() throws IOException {
        stage = Stage.start(directory, 20_000, IMPATIENT);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void whoTakesNothingIsClosedWith1013AndToldWhereItWas() throws Exception {
        commit(60);
        Listener listener = Listener.of(stage, stage.token(Cast.RIVERSIDE), "");
        listener.socket().pause();
        for (int i = 0; i < 32; i++) {
            listener.send(
                    new JsonObject().put("type", "subscribe").put("id", "s" + i).put("cursor", "start"));
        }
        await().until(() -> stage.websockets() == 1);

        await().atMost(120, TimeUnit.SECONDS).until(() -> stage.websockets() == 0);
        listener.socket().resume();

        assertThat(listener.closed().get(120, TimeUnit.SECONDS)).isEqualTo((short) 1013);
        // Who takes nothing is not heard any more: later subscriptions were never made.
        assertThat(listener.messages("closing"))
                .isNotEmpty()
                .hasSameSizeAs(listener.messages("subscribed"))
                .allMatch(message -> message.containsKey("cursor"));
    }

    @Test
    void aCursorOlderThanTheLogIsRefusedWithTheOldestOneAndNothingIsLostInSilence() throws Exception {
        Listener first = Listener.of(stage, stage.token(Cast.RIVERSIDE), "?cursor=start");
        commit(1);
        await().until(() -> first.ids().size() >= 6);
        String old = first.cursorAfter(2);
        for (int lane = 0; lane < Cast.LANES; lane++) {
            stage.forget(Topic.ANSWERS, lane);
            stage.forget(Topic.OUTCOMES, lane);
        }
        stage.restart(20_000, IMPATIENT);

        HttpResponse<String> refused = Http.get(stage, "/v1/events?cursor=" + old, stage.token(Cast.RIVERSIDE));
        Listener socket = Listener.of(stage, stage.token(Cast.RIVERSIDE), "?cursor=" + old);

        assertThat(refused.statusCode()).isEqualTo(410);
        JsonObject problem = new JsonObject(refused.body());
        assertThat(problem.getString("code")).isEqualTo("cursor-expired");
        assertThat(socket.closed().get(120, TimeUnit.SECONDS)).isEqualTo((short) 4410);
        String oldest = LAST_WORD.matcher(problem.getString("detail")).replaceFirst("$1");
        Listener again = Listener.of(stage, stage.token(Cast.RIVERSIDE), "?cursor=" + oldest);
        await().until(() -> again.messages("subscribed").size() == 1);
        commit(1);
        await().until(() -> again.ids().stream().anyMatch(id -> id.endsWith("/committed")));
        again.close();
        await().until(() -> stage.websockets() == 0);
    }

    private void commit(int changes) {
        List<Proposal> proposals = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            proposals.add(play.propose(play.card(3), Section.MEDICAL, Cast.RIVERSIDE));
        }
        stage.commit(play, proposals, Cast.ST_MARY, Cast.NORTHSTAR);
    }
}
