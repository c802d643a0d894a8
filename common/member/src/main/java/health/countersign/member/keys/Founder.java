package health.countersign.member.keys;

import health.countersign.domain.OrganizationId;
import health.countersign.domain.Role;
import java.util.Set;

/** An organization that is about to found a consortium, before it has keys. */
public record Founder(OrganizationId id, String name, Set<Role> roles) {
    public Founder {
        roles = Set.copyOf(roles);
    }

    /** A founder with one role. */
    public static Founder of(String id, String name, String role) {
        return new Founder(new OrganizationId(id), name, Set.of(new Role(role)));
    }
}
