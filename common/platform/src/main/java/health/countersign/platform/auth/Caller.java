package health.countersign.platform.auth;

import health.countersign.domain.OrganizationId;
import java.util.Set;

/**
 * Who sends a request, as the token says it and nothing else.
 *
 * @param subject the person or system within the organization
 */
public record Caller(OrganizationId organization, Set<String> scopes, String subject) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }
}
