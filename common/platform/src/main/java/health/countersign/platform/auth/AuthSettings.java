package health.countersign.platform.auth;

import health.countersign.domain.OrganizationId;
import java.util.Map;
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
     * @param keys path of a JWKS file, or {@code https://} address of one
     * @param organizations for which it may speak; empty for a local issuer that speaks for all
     */
    public record Issuer(String issuer, String keys, Set<OrganizationId> organizations) {
        public Issuer {
            organizations = Set.copyOf(organizations);
            if (keys.startsWith("http:")) {
                throw new IllegalArgumentException("must have its keys in a file or behind https");
            }
        }

        boolean speaksFor(OrganizationId organization) {
            return organizations.isEmpty() || organizations.contains(organization);
        }
    }
}
