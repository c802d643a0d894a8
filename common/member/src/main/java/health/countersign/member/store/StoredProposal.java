package health.countersign.member.store;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Header;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import java.time.Instant;
import java.util.Optional;

/**
 * A proposal and what became of it.
 *
 * @param ord grows with each proposal that the store takes in
 * @param appended when the log took it; empty while the log has not shown it
 * @param ciphertext only where this organization reads the section
 * @param outcome the event that ended it without a commit
 * @param replacedBy the change that proposes the same again
 */
public record StoredProposal(
        Proposal proposal,
        long ord,
        ProposalState state,
        ContentState content,
        Optional<Instant> appended,
        Optional<Bytes> ciphertext,
        Optional<Event> outcome,
        Optional<ChangeId> replacedBy) {
    public ChangeId change() {
        return proposal.id();
    }

    public Header header() {
        return proposal.header();
    }

    /** One line about a proposal, without its header. */
    public record Summary(ChangeId change, CardId card, Section section, OrganizationId author, ProposalState state) {}
}
