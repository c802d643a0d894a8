package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** What a policy's reader makes of anything; with {@code JAZZER_FUZZ=1} it is asked for as long as wanted. */
class PolicyFuzzTest {
    @FuzzTest
    void whatIsReadIsWhatWasWritten(byte[] anything) {
        EndorsementPolicy policy;
        try {
            policy = PolicyText.parse(new String(anything, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("null");
            return;
        }
        assertThat(PolicyText.parse(policy.text())).isEqualTo(policy);
    }
}
