package health.countersign.app.attack;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Role;
import java.util.List;

/** Who plays which part. */
public record Cast(List<OrganizationId> medical, OrganizationId billing, OrganizationId insurance) {
    public Cast {
        medical = List.copyOf(medical);
    }

    /** By the roles that a document gives; the demo needs two medical organizations, one for billing, one insurer. */
    public static Cast of(ConsortiumDocument document) {
        return new Cast(
                withRole(document, "medical"),
                withRole(document, "billing").get(0),
                withRole(document, "insurance").get(0));
    }

    /** Who writes most of the records, and here also the bad ones. */
    public OrganizationId author() {
        return medical.get(medical.size() - 2);
    }

    /** Another medical organization. */
    public OrganizationId colleague() {
        return medical.get(medical.size() - 1);
    }

    private static List<OrganizationId> withRole(ConsortiumDocument document, String role) {
        return document.organizations().stream()
                .filter(organization -> organization.roles().contains(new Role(role)))
                .map(Organization::id)
                .toList();
    }
}
