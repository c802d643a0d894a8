package health.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionValidationTest {
    private static final Ed25519 ED25519 = Ed25519.preferred();

    @Test
    void thereAre56Vectors() {
        assertThat(LedgerVector.all()).hasSize(56);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void judgesAsTheRealNodeDoes(LedgerVector vector) {
        String error = verdict(vector);

        if (vector.halts()) {
            assertThat(error).isEqualTo("InvalidHash");
        } else {
            assertThat(error).isEqualTo(vector.error().orElse("taken"));
        }
    }

    @ParameterizedTest
    @MethodSource("taken")
    void writesTheBytesThatItRead(LedgerVector vector) {
        Transaction tx = Transaction.of(vector.json());

        assertThat(Transaction.of(tx.bytes())).isEqualTo(tx);
    }

    private static String verdict(LedgerVector vector) {
        InMemoryChain chain = InMemoryChain.of(vector.committed());
        List<Transaction> block = vector.block().stream().map(Transaction::of).toList();
        InvalidTransactionException refused = catchThrowableOfType(
                InvalidTransactionException.class,
                () -> new TransactionValidation(chain, ED25519).check(Transaction.of(vector.json()), block));
        return refused == null ? "taken" : refused.fault().wireName();
    }

    static Stream<LedgerVector> vectors() {
        return LedgerVector.all();
    }

    static Stream<LedgerVector> taken() {
        return LedgerVector.all().filter(v -> v.error().isEmpty() && !v.halts());
    }
}
