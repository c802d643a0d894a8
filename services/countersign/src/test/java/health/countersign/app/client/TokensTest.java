package health.countersign.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.OrganizationId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final OrganizationId CLINIC = new OrganizationId("clinic");

    private final AtomicInteger issued = new AtomicInteger();
    private long now;

    @Test
    void aTokenIsUsedForMinutesAndThenReplaced() {
        Tokens tokens = new Tokens(organization -> organization + "-" + issued.incrementAndGet(), () -> now);

        assertThat(tokens.of(CLINIC)).isEqualTo("clinic-1");
        now = TimeUnit.MINUTES.toNanos(3);
        assertThat(tokens.of(CLINIC)).isEqualTo("clinic-1");
        now = TimeUnit.MINUTES.toNanos(5);
        assertThat(tokens.of(CLINIC)).isEqualTo("clinic-2");
    }
}
