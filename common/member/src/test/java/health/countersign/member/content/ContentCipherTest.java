package health.countersign.member.content;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Bytes;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ContentCipherTest {
    private static final byte[] KEY = new byte[32];
    private static final String NONCE = "0".repeat(32);

    @Test
    void theBytesAreTheOnesThatWereAgreed() {
        Bytes blob = ContentCipher.encrypt(KEY, Samples.header(NONCE), new byte[] {1, 2, 3}, new byte[32]);

        assertThat(HexFormat.of().formatHex(blob.array())).isEqualTo("0".repeat(64) + Vectors.CIPHER_TEXT_OF_010203);
    }

    @Test
    void whatIsEncryptedIsDecrypted() {
        byte[] plain = Samples.one().bytes();
        Bytes blob = ContentCipher.encrypt(KEY, Samples.header(NONCE), plain);

        assertThat(ContentCipher.decrypt(KEY, Samples.header(NONCE), blob)).contains(plain);
    }

    @Test
    void theSameContentNeverGivesTheSameBytes() {
        byte[] plain = Samples.one().bytes();

        assertThat(ContentCipher.encrypt(KEY, Samples.header(NONCE), plain))
                .isNotEqualTo(ContentCipher.encrypt(KEY, Samples.header(NONCE), plain));
    }

    @Test
    void aCiphertextIsBoundToItsHeader() {
        Bytes blob = ContentCipher.encrypt(KEY, Samples.header(NONCE), new byte[] {1});

        assertThat(ContentCipher.decrypt(KEY, Samples.header("1".repeat(32)), blob))
                .isEmpty();
    }

    @RepeatedTest(30)
    void oneFlippedBitIsNoticed(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] blob = ContentCipher.encrypt(KEY, Samples.header(NONCE), new byte[] {1, 2, 3})
                .array();
        blob[random.nextInt(blob.length)] ^= (byte) (1 << random.nextInt(8));

        assertThat(ContentCipher.decrypt(KEY, Samples.header(NONCE), Bytes.of(blob)))
                .isEmpty();
    }

    @Test
    void whatIsTooShortIsNoCiphertext() {
        assertThat(ContentCipher.decrypt(KEY, Samples.header(NONCE), Bytes.of(new byte[40])))
                .isEmpty();
    }
}
