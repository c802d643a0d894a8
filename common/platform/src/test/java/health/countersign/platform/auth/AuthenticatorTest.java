package health.countersign.platform.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import health.countersign.domain.Base64Url;
import health.countersign.domain.CanonicalJson;
import health.countersign.platform.auth.TokenException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticatorTest {
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
    void theCallerIsWhoTheTokenSays() {
        String token = tokens.issuer.issue(
                TokenFixture.AUDIENCE, TokenFixture.LAB, "dr-who", Set.of("system/read", "system/write"));

        Caller caller = TokenFixture.await(tokens.authenticator().authenticate(token));

        assertThat(caller).isEqualTo(new Caller(TokenFixture.LAB, Set.of("system/read", "system/write"), "dr-who"));
    }

    @Test
    void aTokenIsGoodUntilItExpiresAlsoWhenItIsRemembered() {
        Authenticator authenticator = tokens.authenticator();
        String token = tokens.issuer.issue(TokenFixture.AUDIENCE, TokenFixture.LAB, "dr-who", Set.of());
        TokenFixture.await(authenticator.authenticate(token));

        tokens.now = tokens.now.plusSeconds(600);

        assertThat(TokenFixture.refusal(authenticator, token)).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        assertThat(tokens.refusal(tokens.issuer.issue("countersign", TokenFixture.LAB, "x", Set.of())))
                .isEqualTo(Reason.AUDIENCE);
        assertThat(tokens.refusal(tokens.signed(tokens.claims("aud", List.of("a", "b")))))
                .isEqualTo(Reason.AUDIENCE);
    }

    @Test
    void oneOfSeveralAudiencesIsEnough() {
        String token = tokens.signed(tokens.claims("aud", List.of("a", TokenFixture.AUDIENCE)));

        assertThat(TokenFixture.await(tokens.authenticator().authenticate(token))
                        .organization())
                .isEqualTo(TokenFixture.LAB);
    }

    @Test
    void timesAreChecked() {
        long seconds = tokens.now.getEpochSecond();
        assertThat(tokens.refusal(tokens.signed(tokens.claims("exp", seconds)))).isEqualTo(Reason.EXPIRED);
        assertThat(tokens.refusal(tokens.signed(tokens.claims("exp", seconds + 601))))
                .isEqualTo(Reason.LIVES_TOO_LONG);
        assertThat(tokens.refusal(tokens.signed(tokens.claims("exp", Long.MAX_VALUE))))
                .isEqualTo(Reason.MALFORMED);
        assertThat(tokens.refusal(tokens.signed(tokens.claims("iat", seconds + 10))))
                .isEqualTo(Reason.NOT_YET);
        assertThat(tokens.refusal(tokens.signed(tokens.claims("nbf", seconds + 10))))
                .isEqualTo(Reason.NOT_YET);
        assertThat(tokens.refusal(tokens.signed(tokens.claims("exp", "tomorrow"))))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void anotherIssuerIsUnknownEvenWithAGoodSignature() {
        assertThat(tokens.refusal(tokens.signed(tokens.claims("iss", TokenFixture.ISSUER + "/"))))
                .isEqualTo(Reason.UNKNOWN_ISSUER);
    }

    @Test
    void anIssuerSpeaksForItsOrganizationsOnly() {
        Authenticator authenticator = tokens.authenticator(Set.of(TokenFixture.INSURER));

        assertThat(TokenFixture.refusal(
                        authenticator, tokens.issuer.issue(TokenFixture.AUDIENCE, TokenFixture.LAB, "x", Set.of())))
                .isEqualTo(Reason.ORGANIZATION);
        assertThat(tokens.refusal(tokens.signed(tokens.claims("organization", "../lab"))))
                .isEqualTo(Reason.ORGANIZATION);
    }

    @Test
    void ed25519TokensAreTakenToo() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        Map<String, Object> jwk = Map.of(
                "kty", "OKP",
                "crv", "Ed25519",
                "kid", "ed",
                "x", Base64Url.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
        Files.write(tokens.jwks, CanonicalJson.bytes(Map.of("keys", List.of(jwk))));
        String content = TokenFixture.part(Map.of("alg", "EdDSA", "kid", "ed")) + "."
                + TokenFixture.part(tokens.claims("jti", "1"));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(US_ASCII));

        String token = content + "." + Base64Url.encode(signature.sign());

        assertThat(TokenFixture.await(tokens.authenticator().authenticate(token))
                        .organization())
                .isEqualTo(TokenFixture.LAB);
    }

    @Test
    void aNewKeyOfTheIssuerIsFoundAndTheOldOneForgotten() throws Exception {
        Authenticator authenticator = tokens.authenticator();
        String old = tokens.good();
        LocalIssuer next = LocalIssuer.at(tokens.directory.resolve("next.key"), TokenFixture.ISSUER, tokens.clock);
        next.publish(tokens.jwks);
        String fresh = next.issue(TokenFixture.AUDIENCE, TokenFixture.LAB, "x", Set.of());
        assertThat(TokenFixture.refusal(authenticator, fresh))
                .as("not read again so soon")
                .isEqualTo(Reason.UNKNOWN_KEY);

        tokens.now = tokens.now.plusSeconds(11);

        assertThat(TokenFixture.await(authenticator.authenticate(fresh)).organization())
                .isEqualTo(TokenFixture.LAB);
        assertThat(TokenFixture.refusal(authenticator, old)).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void theKeyIsForItsOwnerOnly() throws Exception {
        Path file = tokens.directory.resolve("keys/issuer.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(catchThrowable(() -> LocalIssuer.at(file, TokenFixture.ISSUER, tokens.clock)))
                .hasMessageContaining("chmod 600");
    }
}
