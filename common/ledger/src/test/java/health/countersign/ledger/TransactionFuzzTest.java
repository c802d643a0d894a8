package health.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import health.countersign.json.MalformedJsonException;

/** What a transaction's reader makes of anything; with {@code JAZZER_FUZZ=1} it is asked for as long as wanted. */
class TransactionFuzzTest {
    @FuzzTest
    void whatIsReadIsWhatWasWritten(byte[] anything) {
        Transaction transaction;
        try {
            transaction = Transaction.of(anything);
        } catch (MalformedJsonException | InvalidTransactionException refused) {
            return;
        }
        Transaction again = Transaction.of(transaction.bytes());
        assertThat(again.id()).isEqualTo(transaction.id());
        assertThat(again.bytes()).isEqualTo(transaction.bytes());
        assertThat(transaction.fulfillments()).hasSameSizeAs(transaction.inputs());
        for (int input = 0; input < transaction.inputs().size(); input++) {
            assertThat(transaction.message(input)).isEqualTo(again.message(input));
        }
    }
}
