package health.countersign.platform.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import health.countersign.domain.Base64Url;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.OrganizationId;
import health.countersign.platform.auth.TokenException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An issuer, its key, and tokens as good or as bad as a test wants them. */
final class TokenFixture {
    static final OrganizationId LAB = new OrganizationId("lab");
    static final OrganizationId INSURER = new OrganizationId("insurer");
    static final String ISSUER = "https://issuer.example";
    static final String AUDIENCE = "countersign-lab";

    final Vertx vertx = Vertx.vertx();
    final Path directory;
    final LocalIssuer issuer;
    final IssuerKey key;
    final Path jwks;
    Instant now = Instant.parse("2031-05-04T03:02:01Z");
    final InstantSource clock = () -> now;

    TokenFixture(Path directory) throws Exception {
        this.directory = directory;
        Path file = directory.resolve("keys/issuer.key");
        issuer = LocalIssuer.at(file, ISSUER, clock);
        key = IssuerKey.at(file);
        jwks = directory.resolve("jwks.json");
        issuer.publish(jwks);
    }

    String good() {
        return issuer.issue(AUDIENCE, LAB, "x", Set.of());
    }

    Map<String, Object> claims(String name, Object value) {
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

    String signed(Map<String, Object> claims) {
        return signed(Map.of("alg", "ES256", "kid", key.id()), claims);
    }

    String signed(Map<String, Object> header, Map<String, Object> claims) {
        return sign(key, header, claims);
    }

    static String sign(IssuerKey key, Map<String, Object> header, Map<String, Object> claims) {
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

    static String part(Map<String, Object> tree) {
        return Base64Url.encode(CanonicalJson.bytes(tree));
    }

    Authenticator authenticator() {
        return authenticator(Set.of());
    }

    Authenticator authenticator(Set<OrganizationId> organizations) {
        AuthSettings.Issuer pinned = AuthSettings.Issuer.local(ISSUER, jwks, organizations);
        return await(Authenticator.open(vertx, new AuthSettings(AUDIENCE, Map.of("local", pinned)), clock));
    }

    Reason refusal(String token) {
        return refusal(authenticator(), token);
    }

    static Reason refusal(Authenticator authenticator, String token) {
        return await(authenticator
                .authenticate(token)
                .map(caller -> (Reason) null)
                .otherwise(failure -> ((TokenException) failure).reason()));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
