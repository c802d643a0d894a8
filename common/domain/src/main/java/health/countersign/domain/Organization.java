package health.countersign.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A member of the consortium as the consortium document names it. */
public record Organization(OrganizationId id, String name, Set<Role> roles, Keys keys) {
    public Organization {
        roles = Set.copyOf(roles);
        if (roles.isEmpty() || name.isBlank()) {
            throw new IllegalArgumentException("an organization has a name and a role");
        }
    }

    /** The four public keys of an organization, each for one use only: three Ed25519, wrapping X25519. */
    public record Keys(PublicKey approval, PublicKey seal, PublicKey recovery, PublicKey wrapping) {
        public Keys {
            if (new HashSet<>(List.of(approval, seal, recovery, wrapping)).size() != 4) {
                throw new IllegalArgumentException("each use has a key of its own");
            }
        }

        Map<String, Object> tree() {
            return Trees.object(
                    "approval", approval.base64(),
                    "seal", seal.base64(),
                    "recovery", recovery.base64(),
                    "wrapping", wrapping.base64());
        }

        static Keys of(Object tree) {
            Fields fields = Fields.of(tree);
            Keys keys = new Keys(
                    fields.value("approval", PublicKey::new),
                    fields.value("seal", PublicKey::new),
                    fields.value("recovery", PublicKey::new),
                    fields.value("wrapping", PublicKey::new));
            fields.end();
            return keys;
        }
    }

    Map<String, Object> tree() {
        return Trees.object(
                "id", id.value(),
                "name", name,
                "roles", Trees.list(new TreeSet<>(roles), Role::value),
                "keys", keys.tree());
    }

    static Organization of(Object tree) {
        Fields fields = Fields.of(tree);
        Organization organization = new Organization(
                fields.value("id", OrganizationId::new),
                fields.string("name"),
                Set.copyOf(fields.list("roles", item -> new Role((String) item))),
                fields.object("keys", Keys::of));
        fields.end();
        return organization;
    }
}
