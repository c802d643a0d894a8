package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Base64UrlTest {
    private static final long SEED = 20261125;
    private static final String NEAR = "AQgwBCDEfhijklmnopqrstuvxyz0189-_=+/ \n";

    @Test
    void bytesOfEveryLengthAreReadBack() {
        Random random = new Random(SEED);
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);

            assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void aTextIsReadIfAndOnlyIfItIsHowItsBytesAreWritten() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(10);
            for (int i = 0; i < length; i++) {
                text.append(NEAR.charAt(random.nextInt(NEAR.length())));
            }

            assertRead(text.toString());
        }
    }

    private static void assertRead(String text) {
        if (isHowItsBytesAreWritten(text)) {
            assertThat(Base64Url.encode(Base64Url.decode(text))).isEqualTo(text);
        } else {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Base64Url.decode(text));
        }
    }

    private static boolean isHowItsBytesAreWritten(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
