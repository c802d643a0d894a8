package health.countersign.app.bundle;

import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import java.util.List;

/** Through which organizations entries go: claims through billing, answers through insurance, the rest through care. */
public record Owners(List<OrganizationId> medical, OrganizationId billing, OrganizationId insurance) {
    public Owners {
        medical = List.copyOf(medical);
        if (medical.isEmpty()) {
            throw new IllegalArgumentException("somebody must write the medical section");
        }
    }

    /** The organization for an entry of a section that belongs to the n-th visit of its card; 0 without a visit. */
    OrganizationId of(Section section, int visit) {
        return switch (section) {
            case BILLING -> billing;
            case INSURANCE -> insurance;
            case IDENTITY, MEDICAL, CONSENT -> medical.get(visit % medical.size());
        };
    }
}
