package health.countersign.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyTest {
    @Test
    void aProblemSaysItselfWhetherItGoesAway() {
        Reply notYet = reply(409, "{\"code\":\"unknown-requirement\",\"detail\":\"ask later\",\"retryable\":true}");

        assertThat(notYet.isDone()).isFalse();
        assertThat(notYet.isRetryable()).isTrue();
        assertThat(notYet.problem()).isEqualTo("409 unknown-requirement: ask later");
    }

    @Test
    void whatIsNoProblemDocumentIsJudgedByItsStatus() {
        assertThat(reply(503, "down").isRetryable()).isTrue();
        assertThat(reply(400, "").isRetryable()).isFalse();
        assertThat(reply(400, "").code()).isEqualTo("400");
        assertThat(reply(202, "{}").isDone()).isTrue();
    }

    private static Reply reply(int status, String body) {
        return new Reply(status, Optional.empty(), Optional.empty(), Buffer.buffer(body));
    }
}
