package health.countersign.notification;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Header;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Proposal;
import health.countersign.domain.Subject;
import health.countersign.domain.UnsatisfiablePolicyException;
import java.util.List;

/**
 * What stays the same over the life of a change and decides who hears of it.
 *
 * @param named the organizations that the section's policy names for this card and author, ascending
 */
record ChangeFacts(Subject subject, Parties parties, List<OrganizationId> named) {
    static ChangeFacts of(Proposal proposal, ConsortiumDocument document) {
        return new ChangeFacts(Subject.of(proposal), proposal.header().parties(), named(proposal.header(), document));
    }

    private static List<OrganizationId> named(Header header, ConsortiumDocument document) {
        try {
            return document.resolve(header.section(), header.parties(), header.author()).organizations().stream()
                    .sorted()
                    .toList();
        } catch (UnsatisfiablePolicyException nobody) {
            return List.of(); // nobody will be asked; its author still hears that it was refused
        }
    }
}
