package health.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.PublicKey;
import health.countersign.domain.Signature;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberingVerifierTest {
    private final Ed25519 ed25519 = Ed25519.preferred();
    private final SigningKey own = ed25519.signingKey(Ed25519.newSeed());
    private final PublicKey other = ed25519.signingKey(Ed25519.newSeed()).publicKey();
    private final byte[] message = bytes("a statement");
    private final Signature signature = own.sign(message);
    private final AtomicInteger asked = new AtomicInteger();
    private final RememberingVerifier verifier = new RememberingVerifier(
            (key, bytes, signed) -> {
                asked.incrementAndGet();
                return ed25519.verifies(key, bytes, signed);
            },
            2);

    @Test
    void aVerdictIsWorkedOutOnceWhateverItIs() {
        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verifies(own.publicKey(), message, signature)).isTrue();
            assertThat(verifier.verifies(other, message, signature)).isFalse();
        }

        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsKnownIsThisKeyThisMessageAndThisSignatureOnly() {
        verifier.know(own.publicKey(), message, signature);

        assertThat(verifier.verifies(own.publicKey(), message, signature)).isTrue();
        assertThat(asked).hasValue(0);
        assertThat(verifier.verifies(own.publicKey(), bytes("another"), signature))
                .isFalse();
        assertThat(verifier.verifies(other, message, signature)).isFalse();
        assertThat(verifier.verifies(own.publicKey(), message, own.sign(bytes("another"))))
                .isFalse();
        assertThat(asked).hasValue(3);
    }

    @Test
    void noMoreIsRememberedThanThereIsRoomFor() {
        verifier.verifies(own.publicKey(), message, signature);
        verifier.verifies(other, message, signature);
        verifier.verifies(own.publicKey(), bytes("another"), signature);

        verifier.verifies(own.publicKey(), message, signature);

        assertThat(asked).hasValue(4);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
