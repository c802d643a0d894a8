package health.countersign.platform.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Base64Url;
import health.countersign.domain.CanonicalJson;
import health.countersign.platform.auth.TokenException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What attackers send; each is refused for the right reason. */
class HostileTokenTest {
    @TempDir
    Path directory;

    private TokenFixture tokens;

    @BeforeEach
    void anIssuer() throws Exception {
        tokens = new TokenFixture(directory);
    }

    @AfterEach
    void close() {
        TokenFixture.await(tokens.vertx.close());
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        String[] parts = tokens.good().split("\\.", -1);
        String none = TokenFixture.part(Map.of("alg", "none", "kid", tokens.key.id())) + "." + parts[1];

        assertThat(tokens.refusal(none + ".")).isEqualTo(Reason.MALFORMED);
        assertThat(tokens.refusal(none + "." + "A".repeat(86))).isEqualTo(Reason.ALGORITHM);
        assertThat(tokens.refusal(TokenFixture.part(Map.of("alg", "None", "kid", tokens.key.id())) + "." + parts[1]
                        + "." + "A".repeat(86)))
                .isEqualTo(Reason.ALGORITHM);
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws Exception {
        String content = TokenFixture.part(Map.of("alg", "HS256", "kid", tokens.key.id())) + "."
                + TokenFixture.part(tokens.claims("jti", "1"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(tokens.key.open().getEncoded(), "HmacSHA256"));

        byte[] tag = Arrays.copyOf(mac.doFinal(content.getBytes(US_ASCII)), 64);
        String token = content + "." + Base64Url.encode(tag);

        assertThat(tokens.refusal(token)).isEqualTo(Reason.ALGORITHM);
    }

    @Test
    void aKeyIsForItsOwnAlgorithmOnly() {
        assertThat(tokens.refusal(
                        tokens.signed(Map.of("alg", "EdDSA", "kid", tokens.key.id()), tokens.claims("jti", "1"))))
                .isEqualTo(Reason.ALGORITHM);
    }

    @Test
    void keyIdsAreNoPaths() {
        for (String id : List.of("../../../../etc/passwd", tokens.jwks.toString(), "' OR 1=1", "file:" + tokens.jwks)) {
            assertThat(tokens.refusal(tokens.signed(Map.of("alg", "ES256", "kid", id), tokens.claims("jti", "1"))))
                    .as(id)
                    .isEqualTo(Reason.UNKNOWN_KEY);
        }
        assertThat(tokens.refusal(tokens.signed(Map.of("alg", "ES256"), tokens.claims("jti", "1"))))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void keysThatATokenBringsAreNotRead() throws Exception {
        IssuerKey own = IssuerKey.at(tokens.directory.resolve("attacker.key"));
        Map<String, Object> header = Map.of(
                "alg", "ES256",
                "kid", tokens.key.id(),
                "jku", "https://attacker.example/tokens.jwks.json",
                "x5u", "https://attacker.example/chain.pem",
                "jwk", own.jwk());

        assertThat(tokens.refusal(TokenFixture.sign(own, header, tokens.claims("jti", "1"))))
                .isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void everyFlippedCharacterIsRefused() {
        Authenticator authenticator = tokens.authenticator();
        String token = tokens.good();
        for (int i = 0; i < token.length(); i++) {
            char[] flipped = token.toCharArray();
            flipped[i] = flipped[i] == 'A' ? 'B' : 'A';
            String forged = new String(flipped);
            if (!forged.equals(token)) {
                assertThat(TokenFixture.refusal(authenticator, forged))
                        .as("character %d", i)
                        .isNotNull();
            }
        }
    }

    @Test
    void whatIsNoTokenIsMalformed() {
        List<String> texts =
                List.of("", ".", "..", "a.b", "a.b.c", "a.b.c.d", "é.é.é", "=".repeat(9_000), tokens.good() + ".");
        for (String text : texts) {
            assertThat(tokens.refusal(text))
                    .as(text.substring(0, Math.min(9, text.length())))
                    .isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void aClaimThatStandsTwiceIsRefused() {
        String twice = CanonicalJson.text(tokens.claims("jti", "1")).replace("{", "{\"organization\":\"insurer\",");
        String[] parts = tokens.good().split("\\.", -1);

        String token = parts[0] + "." + Base64Url.encode(twice.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];

        assertThat(tokens.refusal(token)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aCriticalHeaderThatWeDoNotKnowIsRefused() {
        Map<String, Object> header =
                Map.of("alg", "ES256", "kid", tokens.key.id(), "crit", List.of("b64"), "b64", false);

        assertThat(tokens.refusal(tokens.signed(header, tokens.claims("jti", "1"))))
                .isEqualTo(Reason.MALFORMED);
    }
}
