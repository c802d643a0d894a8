package health.countersign.notification;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who hears of a change: a party of its card that reads the section, is named by its policy or is its author. Nobody
 * else, whatever they ask for.
 */
final class Entitlement {
    private final Map<OrganizationId, Set<Section>> reads;

    Entitlement(ConsortiumDocument document) {
        this.reads = document.organizations().stream()
                .map(Organization::id)
                .collect(Collectors.toMap(id -> id, id -> sections(document, id)));
    }

    private static Set<Section> sections(ConsortiumDocument document, OrganizationId organization) {
        return Arrays.stream(Section.values())
                .filter(section -> document.reads(organization, section))
                .collect(Collectors.toSet());
    }

    boolean sees(OrganizationId organization, ChangeFacts change) {
        Set<Section> sections = reads.get(organization);
        return sections != null
                && change.parties().include(organization)
                && (organization.equals(change.subject().author())
                        || change.named().contains(organization)
                        || sections.contains(change.subject().section()));
    }
}
