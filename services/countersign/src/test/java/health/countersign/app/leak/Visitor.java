package health.countersign.app.leak;

import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.Scopes;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody at a door.
 *
 * @param organization in whose name
 * @param token what is shown, if anything
 */
public record Visitor(Kind kind, OrganizationId organization, Optional<String> token) {
    /** What a visitor's token is worth. Patients have no tokens: every token speaks for an organization. */
    public enum Kind {
        /** Good for everything, of a member. */
        MEMBER,
        /** The same of an organization that is no member, but for which the issuer vouches. */
        STRANGER,
        /** Of a member, and good for nothing. */
        SCOPELESS,
        /** Of a member, with another signature. */
        FORGED,
        NOBODY
    }

    /** Every kind of visitor, and each member. */
    public static List<Visitor> all(LocalTokens issuer, ConsortiumDocument document) {
        List<Visitor> all = new ArrayList<>();
        for (Organization member : document.organizations()) {
            all.add(of(issuer, Kind.MEMBER, member.id(), Scopes.ALL));
        }
        OrganizationId somebody = document.organizations().get(0).id();
        all.add(of(issuer, Kind.STRANGER, new OrganizationId("stranger"), Scopes.ALL));
        document.organizations().forEach(member -> all.add(of(issuer, Kind.SCOPELESS, member.id(), Set.of())));
        String token = issuer.token(somebody, "visitor", Scopes.ALL);
        int signature = token.lastIndexOf('.') + 1;
        String other = token.charAt(signature) == 'A' ? "B" : "A";
        String forged = token.substring(0, signature) + other + token.substring(signature + 1);
        all.add(new Visitor(Kind.FORGED, somebody, Optional.of(forged)));
        all.add(new Visitor(Kind.NOBODY, somebody, Optional.empty()));
        return all;
    }

    private static Visitor of(LocalTokens issuer, Kind kind, OrganizationId organization, Set<String> scopes) {
        return new Visitor(kind, organization, Optional.of(issuer.token(organization, "visitor", scopes)));
    }

    /** Whether a token is shown that proves anything. */
    public boolean isProven() {
        return kind != Kind.FORGED && kind != Kind.NOBODY;
    }

    @Override
    public String toString() {
        return kind + " " + organization;
    }
}
