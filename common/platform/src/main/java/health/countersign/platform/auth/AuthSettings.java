package health.countersign.platform.auth;

import health.countersign.domain.OrganizationId;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens are taken.
 *
 * @param audience the {@code aud} that tokens must name: this service, or the APIs of its organization
 * @param issuers by a name of the operator's choice
 */
public record AuthSettings(String audience, Map<String, Issuer> issuers) {
    public AuthSettings {
        issuers = Map.copyOf(issuers);
        if (issuers.isEmpty()) {
            throw new IllegalArgumentException("must name one issuer at least, under 'issuers'");
        }
        if (issuers.values().stream().map(Issuer::issuer).distinct().count() < issuers.size()) {
            throw new IllegalArgumentException("names an issuer twice");
        }
    }

    /**
     * An issuer with the place of its keys, and no other keys count.
     *
     * @param issuer the exact {@code iss}
     * @param jwks file of its public keys (RFC 7517), or else
     * @param jwksUri their {@code https} address, as OpenID Connect Discovery calls it
     * @param organizations for which it may speak; empty for a local issuer that speaks for all
     */
    public record Issuer(String issuer, Optional<Path> jwks, Optional<URI> jwksUri, Set<OrganizationId> organizations) {
        public Issuer {
            organizations = Set.copyOf(organizations);
            if (jwks.isPresent() == jwksUri.isPresent()) {
                throw new IllegalArgumentException("needs its keys in a file, 'jwks', or at an address, 'jwks-uri'");
            }
            if (jwksUri.filter(uri -> !"https".equals(uri.getScheme())).isPresent()) {
                throw new IllegalArgumentException("'jwks-uri' must be an https address");
            }
        }

        /** One whose keys lie in a file, and who speaks for these organizations; for all if there are none. */
        public static Issuer local(String issuer, Path jwks, Set<OrganizationId> organizations) {
            return new Issuer(issuer, Optional.of(jwks), Optional.empty(), organizations);
        }

        String place() {
            return jwks.map(Path::toString).or(() -> jwksUri.map(URI::toString)).orElseThrow();
        }

        boolean speaksFor(OrganizationId organization) {
            return organizations.isEmpty() || organizations.contains(organization);
        }
    }
}
