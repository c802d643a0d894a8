package health.countersign.domain;

import java.util.List;
import java.util.Optional;

/** The organizations of a card, fixed when it is opened; not listed means every member of the consortium version. */
public record Parties(Optional<List<OrganizationId>> listed) {
    /** Every member. */
    public static final Parties ALL = new Parties(Optional.empty());

    public Parties {
        listed = listed.map(list -> Trees.ascending(list, "parties"));
    }

    public static Parties of(List<OrganizationId> organizations) {
        return new Parties(Optional.of(organizations.stream().sorted().toList()));
    }

    public boolean include(OrganizationId organization) {
        return listed.map(list -> list.contains(organization)).orElse(true);
    }

    Object tree() {
        return listed.map(list -> Trees.list(list, OrganizationId::value)).orElse(null);
    }
}
