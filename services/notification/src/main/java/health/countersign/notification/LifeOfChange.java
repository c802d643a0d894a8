package health.countersign.notification;

import health.countersign.domain.Answer;
import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.BatchPosition;
import health.countersign.domain.Event.ChangeCommitted;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What was told of one change so far. Each step is told once: an organization's first answer is its answer, the first
 * outcome is the outcome.
 */
final class LifeOfChange {
    private final ChangeFacts facts;
    private final Sentences sentences;
    private final long[] birth;
    /** False if its beginning was told before we began to read: then nothing can be expected to come first. */
    private final boolean whole;

    private final Set<OrganizationId> answered = new HashSet<>();
    private boolean decided;
    private boolean sealed;
    private boolean ended;

    /**
     * @param birth the next offsets of all topics of the flow when it was submitted; everything about it comes later
     * @param whole whether everything about it is read
     */
    LifeOfChange(ChangeFacts facts, Sentences sentences, long[] birth, boolean whole) {
        this.facts = facts;
        this.sentences = sentences;
        this.birth = birth;
        this.whole = whole;
    }

    ChangeFacts facts() {
        return facts;
    }

    /** Not to be changed. */
    long[] birth() {
        return birth;
    }

    boolean isDecided() {
        return decided || !whole;
    }

    boolean isSealed() {
        return sealed || !whole;
    }

    boolean isEnded() {
        return ended;
    }

    boolean answeredByAll(Collection<OrganizationId> organizations) {
        return !whole || answered.containsAll(organizations);
    }

    Notification submitted(Fact fact, Proposal proposal) {
        Map<String, Object> data = data();
        data.put("policy", proposal.header().policy());
        data.put("awaiting", ids(facts.named()));
        data.put("touches", (long) proposal.header().touches().size());
        data.put(
                "replaces",
                proposal.header().touches().stream()
                        .filter(touch -> touch.base().isPresent())
                        .count());
        data.put("opens", opens(proposal));
        data.put("deadline", proposal.header().deadline().toString());
        data.put("signature", proposal.signature().base64());
        return told(Step.SUBMITTED, fact, Optional.of(facts.subject().author()), data);
    }

    private static String opens(Proposal proposal) {
        if (proposal.header().opensCard()) {
            return "card";
        }
        return proposal.header().startsSection() ? "section" : "nothing";
    }

    Optional<Notification> answered(Fact fact, Answer answer) {
        return once(
                answered.add(answer.organization()),
                () -> answer.fold(approval -> approved(fact, approval), refusal -> refused(fact, refusal)));
    }

    private Notification approved(Fact fact, Approval approval) {
        Map<String, Object> data = data();
        data.put("organization", approval.organization().value());
        data.put("basis", approval.basis().wire());
        data.put("remarks", sentences.findings(approval.remarks()));
        data.put("signature", approval.signature().base64());
        return byOrganization(Step.APPROVED, fact, approval.organization(), data);
    }

    private Notification refused(Fact fact, Refusal refusal) {
        Map<String, Object> data = data();
        data.put("organization", refusal.organization().value());
        data.put("reasons", sentences.findings(refusal.reasons()));
        data.put("signature", refusal.signature().base64());
        return byOrganization(Step.REFUSED, fact, refusal.organization(), data);
    }

    Optional<Notification> decided(Fact fact, ProposalEndorsed event) {
        boolean first = !decided && !ended;
        decided = true;
        return once(first, () -> {
            Map<String, Object> data = data();
            data.put("approving", ids(event.approving()));
            return told(Step.DECIDED, fact, Optional.empty(), data);
        });
    }

    Optional<Notification> sealed(Fact fact, BatchPosition batch, Collection<OrganizationId> organizations) {
        sealed = true;
        return once(!ended, () -> {
            Map<String, Object> data = data();
            data.put("lane", (long) batch.lane());
            data.put("batch", batch.seq());
            data.put("attempt", (long) batch.attempt());
            data.put("organizations", ids(organizations));
            String qualifier = "%d-%d-%d".formatted(batch.lane(), batch.seq(), batch.attempt());
            return new Notification(
                    Step.SEALED, facts, Optional.empty(), qualifier, fact.place(), fact.time(), Optional.empty(), data);
        });
    }

    Optional<Notification> committed(Fact fact, ChangeCommitted event) {
        return once(end(), () -> {
            LedgerPosition position = event.position();
            Map<String, Object> data = data();
            data.put("lane", (long) position.lane());
            data.put("batch", position.seq());
            data.put("transaction", position.transaction());
            data.put("height", position.height());
            return new Notification(
                    Step.COMMITTED,
                    facts,
                    Optional.empty(),
                    "",
                    fact.place(),
                    fact.time(),
                    Optional.of(position),
                    data);
        });
    }

    Optional<Notification> rejected(Fact fact, ProposalRejected event) {
        return once(end(), () -> {
            Map<String, Object> data = data();
            data.putAll(sentences.code(event.rejection().code()));
            data.put("evidence", event.rejection().tree());
            return told(Step.REJECTED, fact, Optional.empty(), data);
        });
    }

    Optional<Notification> expired(Fact fact, ProposalExpired event) {
        return once(end(), () -> {
            Map<String, Object> data = data();
            data.put("deadline", event.deadline().toString());
            return told(Step.EXPIRED, fact, Optional.empty(), data);
        });
    }

    private boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    private static Optional<Notification> once(boolean first, Supplier<Notification> telling) {
        return first ? Optional.of(telling.get()) : Optional.empty();
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("change", facts.subject().change().hex());
        data.put("card", facts.subject().card().value());
        data.put("section", facts.subject().section().wire());
        data.put("author", facts.subject().author().value());
        return data;
    }

    private Notification told(Step step, Fact fact, Optional<OrganizationId> actor, Map<String, Object> data) {
        return new Notification(step, facts, actor, "", fact.place(), fact.time(), Optional.empty(), data);
    }

    private Notification byOrganization(Step step, Fact fact, OrganizationId organization, Map<String, Object> data) {
        return new Notification(
                step,
                facts,
                Optional.of(organization),
                organization.value(),
                fact.place(),
                fact.time(),
                Optional.empty(),
                data);
    }

    private static List<String> ids(Collection<OrganizationId> organizations) {
        return organizations.stream().map(OrganizationId::value).sorted().toList();
    }
}
