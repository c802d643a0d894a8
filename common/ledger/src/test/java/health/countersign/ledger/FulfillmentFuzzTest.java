package health.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** What a fulfillment's reader makes of anything; with {@code JAZZER_FUZZ=1} it is asked for as long as wanted. */
class FulfillmentFuzzTest {
    /** There is one text of each fulfillment: another that is taken would be a second id of one transaction. */
    @FuzzTest
    void whatIsReadIsWhatWasWritten(byte[] anything) {
        String text = new String(anything, StandardCharsets.UTF_8);
        Fulfillment fulfillment;
        try {
            fulfillment = Fulfillment.of(text);
        } catch (MalformedFulfillmentException refused) {
            return;
        }
        assertThat(fulfillment.text()).isEqualTo(text);
        assertThat(fulfillment.signatures()).isNotEmpty();
        assertThat(fulfillment.condition()).isNotNull();
    }
}
