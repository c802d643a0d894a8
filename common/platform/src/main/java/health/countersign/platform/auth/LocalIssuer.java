package health.countersign.platform.auth;

import health.countersign.domain.Base64Url;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.OrganizationId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Issues tokens on one machine, where there is no identity provider. It speaks for every organization whose services
 * pin it; whoever reads its key can do the same, so only its owner may.
 */
public final class LocalIssuer {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final String issuer;
    private final IssuerKey key;
    private final InstantSource clock;

    private LocalIssuer(String issuer, IssuerKey key, InstantSource clock) {
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Uses the key in this file, or makes one that only its owner may read.
     *
     * @param issuer the {@code iss} of its tokens
     * @throws IOException if the file cannot be read or made, or others may read it
     */
    public static LocalIssuer at(Path keyFile, String issuer, InstantSource clock) throws IOException {
        return new LocalIssuer(issuer, IssuerKey.at(keyFile), clock);
    }

    /** Writes the public key where services read it. */
    public void publish(Path jwksFile) throws IOException {
        Path draft = jwksFile.resolveSibling(jwksFile.getFileName() + ".new");
        Files.write(draft, CanonicalJson.bytes(Map.of("keys", List.of(key.jwk()))));
        Files.move(draft, jwksFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A token that lives ten minutes. */
    public String issue(String audience, OrganizationId organization, String subject, Set<String> scopes) {
        Instant now = clock.instant();
        return sign(Map.of(
                "iss", issuer,
                "aud", audience,
                "sub", subject,
                "organization", organization.value(),
                "scope", String.join(" ", new TreeSet<>(scopes)),
                "iat", now.getEpochSecond(),
                "exp", now.plus(LIFE).getEpochSecond()));
    }

    private String sign(Map<String, Object> claims) {
        Map<String, Object> header = Map.of("alg", "ES256", "typ", "JWT", "kid", key.id());
        String signed =
                Base64Url.encode(CanonicalJson.bytes(header)) + "." + Base64Url.encode(CanonicalJson.bytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.secret());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64Url.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this machine cannot sign tokens", e);
        }
    }
}
