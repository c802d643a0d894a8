package health.countersign.validator.lane;

import health.countersign.domain.Answer;
import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.ChangeId;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Header;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A proposal that has not ended: it waits for answers, or, endorsed, for its batch.
 *
 * @param answers that count, each organization's first, in the order of the log
 * @param endorsed the order of the answer that completed the quorum
 */
public record OpenChange(Proposal proposal, List<Heard> answers, OptionalLong endorsed) {
    public OpenChange {
        answers = List.copyOf(answers);
    }

    static OpenChange of(Proposal proposal) {
        return new OpenChange(proposal, List.of(), OptionalLong.empty());
    }

    public ChangeId id() {
        return proposal.id();
    }

    public Header header() {
        return proposal.header();
    }

    Optional<Heard> answerOf(OrganizationId organization) {
        return answers.stream()
                .filter(heard -> heard.organization().equals(organization))
                .findFirst();
    }

    Set<OrganizationId> answered() {
        return answers.stream().map(Heard::organization).collect(Collectors.toSet());
    }

    OpenChange with(Heard heard) {
        List<Heard> more = new ArrayList<>(answers);
        more.add(heard);
        return new OpenChange(proposal, more, endorsed);
    }

    OpenChange endorsedAt(long order) {
        return new OpenChange(proposal, answers, OptionalLong.of(order));
    }

    /** Whether its quorum was complete before the other's; one without a quorum comes after all that have one. */
    boolean before(OpenChange other) {
        return endorsed.isPresent() && (other.endorsed.isEmpty() || endorsed.getAsLong() < other.endorsed.getAsLong());
    }

    /** As it goes into a batch, with every answer. */
    EndorsedChange inBatch() {
        return new EndorsedChange(proposal, given(Approval.class), given(Refusal.class));
    }

    /** As it goes into a batch that has no room for more: with the approvals of these organizations only. */
    EndorsedChange inBatch(Collection<OrganizationId> approving) {
        List<Approval> approvals = given(Approval.class).stream()
                .filter(approval -> approving.contains(approval.organization()))
                .toList();
        return new EndorsedChange(proposal, approvals, List.of());
    }

    private <A extends Answer> List<A> given(Class<A> kind) {
        return answers.stream()
                .map(Heard::answer)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
