package health.countersign.platform.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Base64Url;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.OrganizationId;
import health.countersign.platform.auth.TokenException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticatorTest {
    private static final OrganizationId LAB = new OrganizationId("lab");
    private static final OrganizationId INSURER = new OrganizationId("insurer");
    private static final String ISSUER = "https://issuer.example";
    private static final String AUDIENCE = "countersign-lab";

    private final Vertx vertx = Vertx.vertx();
    private Instant now = Instant.parse("2031-05-04T03:02:01Z");
    private final InstantSource clock = () -> now;
    private LocalIssuer issuer;
    private IssuerKey key;
    private Path jwks;

    @TempDir
    Path directory;

    @BeforeEach
    void anIssuer() throws Exception {
        Path file = directory.resolve("keys/issuer.key");
        issuer = LocalIssuer.at(file, ISSUER, clock);
        key = IssuerKey.at(file);
        jwks = directory.resolve("jwks.json");
        issuer.publish(jwks);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void theCallerIsWhoTheTokenSays() {
        String token = issuer.issue(AUDIENCE, LAB, "dr-who", Set.of("system/read", "system/write"));

        Caller caller = await(authenticator().authenticate(token));

        assertThat(caller).isEqualTo(new Caller(LAB, Set.of("system/read", "system/write"), "dr-who"));
    }

    @Test
    void aTokenIsGoodUntilItExpiresAlsoWhenItIsRemembered() {
        Authenticator authenticator = authenticator();
        String token = issuer.issue(AUDIENCE, LAB, "dr-who", Set.of());
        await(authenticator.authenticate(token));

        now = now.plusSeconds(600);

        assertThat(refusal(authenticator, token)).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        assertThat(refusal(issuer.issue("countersign", LAB, "x", Set.of()))).isEqualTo(Reason.AUDIENCE);
        assertThat(refusal(signed(claims("aud", List.of("a", "b"))))).isEqualTo(Reason.AUDIENCE);
    }

    @Test
    void oneOfSeveralAudiencesIsEnough() {
        String token = signed(claims("aud", List.of("a", AUDIENCE)));

        assertThat(await(authenticator().authenticate(token)).organization()).isEqualTo(LAB);
    }

    @Test
    void timesAreChecked() {
        long seconds = now.getEpochSecond();
        assertThat(refusal(signed(claims("exp", seconds)))).isEqualTo(Reason.EXPIRED);
        assertThat(refusal(signed(claims("exp", seconds + 601)))).isEqualTo(Reason.LIVES_TOO_LONG);
        assertThat(refusal(signed(claims("exp", Long.MAX_VALUE)))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(signed(claims("iat", seconds + 10)))).isEqualTo(Reason.NOT_YET);
        assertThat(refusal(signed(claims("nbf", seconds + 10)))).isEqualTo(Reason.NOT_YET);
        assertThat(refusal(signed(claims("exp", "tomorrow")))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void anotherIssuerIsUnknownEvenWithAGoodSignature() {
        assertThat(refusal(signed(claims("iss", ISSUER + "/")))).isEqualTo(Reason.UNKNOWN_ISSUER);
    }

    @Test
    void anIssuerSpeaksForItsOrganizationsOnly() {
        Authenticator authenticator = authenticator(Set.of(INSURER));

        assertThat(refusal(authenticator, issuer.issue(AUDIENCE, LAB, "x", Set.of())))
                .isEqualTo(Reason.ORGANIZATION);
        assertThat(refusal(signed(claims("organization", "../lab")))).isEqualTo(Reason.ORGANIZATION);
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        String[] parts = good().split("\\.");
        String none = part(Map.of("alg", "none", "kid", key.id())) + "." + parts[1];

        assertThat(refusal(none + ".")).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(none + "." + "A".repeat(86))).isEqualTo(Reason.ALGORITHM);
        assertThat(refusal(part(Map.of("alg", "None", "kid", key.id())) + "." + parts[1] + "." + "A".repeat(86)))
                .isEqualTo(Reason.ALGORITHM);
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws Exception {
        String content = part(Map.of("alg", "HS256", "kid", key.id())) + "." + part(claims("jti", "1"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.open().getEncoded(), "HmacSHA256"));

        byte[] tag = Arrays.copyOf(mac.doFinal(content.getBytes(US_ASCII)), 64);
        String token = content + "." + Base64Url.encode(tag);

        assertThat(refusal(token)).isEqualTo(Reason.ALGORITHM);
    }

    @Test
    void aKeyIsForItsOwnAlgorithmOnly() {
        assertThat(refusal(signed(Map.of("alg", "EdDSA", "kid", key.id()), claims("jti", "1"))))
                .isEqualTo(Reason.ALGORITHM);
    }

    @Test
    void keyIdsAreNoPaths() {
        for (String id : List.of("../../../../etc/passwd", jwks.toString(), "' OR 1=1", "file:" + jwks)) {
            assertThat(refusal(signed(Map.of("alg", "ES256", "kid", id), claims("jti", "1"))))
                    .as(id)
                    .isEqualTo(Reason.UNKNOWN_KEY);
        }
        assertThat(refusal(signed(Map.of("alg", "ES256"), claims("jti", "1")))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void keysThatATokenBringsAreNotRead() throws Exception {
        IssuerKey own = IssuerKey.at(directory.resolve("attacker.key"));
        Map<String, Object> header = Map.of(
                "alg", "ES256",
                "kid", key.id(),
                "jku", "https://attacker.example/jwks.json",
                "x5u", "https://attacker.example/chain.pem",
                "jwk", own.jwk());

        assertThat(refusal(sign(own, header, claims("jti", "1")))).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void everyFlippedCharacterIsRefused() {
        Authenticator authenticator = authenticator();
        String token = good();
        for (int i = 0; i < token.length(); i++) {
            char[] flipped = token.toCharArray();
            flipped[i] = flipped[i] == 'A' ? 'B' : 'A';
            String forged = new String(flipped);
            if (!forged.equals(token)) {
                assertThat(refusal(authenticator, forged)).as("character %d", i).isNotNull();
            }
        }
    }

    @Test
    void whatIsNoTokenIsMalformed() {
        List<String> texts =
                List.of("", ".", "..", "a.b", "a.b.c", "a.b.c.d", "é.é.é", "=".repeat(9_000), good() + ".");
        for (String text : texts) {
            assertThat(refusal(text))
                    .as(text.substring(0, Math.min(9, text.length())))
                    .isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void aClaimThatStandsTwiceIsRefused() {
        String twice = CanonicalJson.text(claims("jti", "1")).replace("{", "{\"organization\":\"insurer\",");
        String[] parts = good().split("\\.");

        String token = parts[0] + "." + Base64Url.encode(twice.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];

        assertThat(refusal(token)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aCriticalHeaderThatWeDoNotKnowIsRefused() {
        Map<String, Object> header = Map.of("alg", "ES256", "kid", key.id(), "crit", List.of("b64"), "b64", false);

        assertThat(refusal(signed(header, claims("jti", "1")))).isEqualTo(Reason.MALFORMED);
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
        Files.write(jwks, CanonicalJson.bytes(Map.of("keys", List.of(jwk))));
        String content = part(Map.of("alg", "EdDSA", "kid", "ed")) + "." + part(claims("jti", "1"));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(US_ASCII));

        String token = content + "." + Base64Url.encode(signature.sign());

        assertThat(await(authenticator().authenticate(token)).organization()).isEqualTo(LAB);
    }

    @Test
    void aNewKeyOfTheIssuerIsFoundAndTheOldOneForgotten() throws Exception {
        Authenticator authenticator = authenticator();
        String old = good();
        LocalIssuer next = LocalIssuer.at(directory.resolve("next.key"), ISSUER, clock);
        next.publish(jwks);
        String fresh = next.issue(AUDIENCE, LAB, "x", Set.of());
        assertThat(refusal(authenticator, fresh)).as("not read again so soon").isEqualTo(Reason.UNKNOWN_KEY);

        now = now.plusSeconds(11);

        assertThat(await(authenticator.authenticate(fresh)).organization()).isEqualTo(LAB);
        assertThat(refusal(authenticator, old)).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void theKeyIsForItsOwnerOnly() throws Exception {
        Path file = directory.resolve("keys/issuer.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> LocalIssuer.at(file, ISSUER, clock)))
                .hasMessageContaining("chmod 600");
    }

    private String good() {
        return issuer.issue(AUDIENCE, LAB, "x", Set.of());
    }

    private Map<String, Object> claims(String name, Object value) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                ISSUER,
                "aud",
                AUDIENCE,
                "sub",
                "x",
                "organization",
                "lab",
                "iat",
                now.getEpochSecond(),
                "exp",
                now.getEpochSecond() + 60));
        claims.put(name, value);
        return claims;
    }

    private String signed(Map<String, Object> claims) {
        return signed(Map.of("alg", "ES256", "kid", key.id()), claims);
    }

    private String signed(Map<String, Object> header, Map<String, Object> claims) {
        return sign(key, header, claims);
    }

    private static String sign(IssuerKey key, Map<String, Object> header, Map<String, Object> claims) {
        String content = part(header) + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.secret());
            signature.update(content.getBytes(US_ASCII));
            return content + "." + Base64Url.encode(signature.sign());
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String part(Map<String, Object> tree) {
        return Base64Url.encode(CanonicalJson.bytes(tree));
    }

    private Authenticator authenticator() {
        return authenticator(Set.of());
    }

    private Authenticator authenticator(Set<OrganizationId> organizations) {
        AuthSettings.Issuer pinned = new AuthSettings.Issuer(ISSUER, jwks.toString(), organizations);
        return await(Authenticator.open(vertx, new AuthSettings(AUDIENCE, Map.of("local", pinned)), clock));
    }

    private Reason refusal(String token) {
        return refusal(authenticator(), token);
    }

    private static Reason refusal(Authenticator authenticator, String token) {
        return await(authenticator
                .authenticate(token)
                .map(caller -> (Reason) null)
                .otherwise(failure -> ((TokenException) failure).reason()));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
