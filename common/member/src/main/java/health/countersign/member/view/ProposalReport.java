package health.countersign.member.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.Answer;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Decision;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.Header;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Rejection;
import health.countersign.domain.UnsatisfiablePolicyException;
import health.countersign.member.own.Self;
import health.countersign.member.store.Answers;
import health.countersign.member.store.Changes;
import health.countersign.member.store.CommittedChange;
import health.countersign.member.store.ProposalState;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import health.countersign.member.store.StoredProposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where a proposal stands: who approved on which basis, who refused why, who is awaited, what became of it. */
public final class ProposalReport {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Self self;
    private final Sentences sentences;

    public ProposalReport(Self self, Sentences sentences) {
        this.self = self;
        this.sentences = sentences;
    }

    /** A report, and whether it will still change. */
    public record Report(ObjectNode body, Header header, boolean isFinal) {}

    public Optional<Report> of(Session session, ChangeId change) {
        Optional<CommittedChange> committed = new Changes(session).find(change);
        Optional<StoredProposal> proposal = new Proposals(session).find(change);
        if (committed.isPresent()) {
            return Optional.of(committed(committed.get(), proposal));
        }
        return proposal.map(stored -> report(session, stored));
    }

    private Report committed(CommittedChange change, Optional<StoredProposal> proposal) {
        ObjectNode body = head(change.evidence().id(), change.evidence().header(), ProposalState.COMMITTED);
        List<Answer> answers = new ArrayList<>(change.evidence().approvals());
        answers.addAll(change.evidence().refusals());
        answers(body, answers);
        body.putArray("awaiting");
        body.set("receipt", receipt(change.position()));
        body.put("content", proposal.map(stored -> stored.content().wire()).orElse("unavailable"));
        return new Report(body, change.evidence().header(), true);
    }

    private Report report(Session session, StoredProposal stored) {
        Header header = stored.header();
        ObjectNode body = head(stored.change(), header, stored.state());
        List<Answer> valid = new Answers(session)
                .of(stored.change()).stream()
                        .filter(answer -> self.check().valid(answer, header))
                        .toList();
        answers(body, valid);
        ArrayNode awaiting = body.putArray("awaiting");
        if (!stored.state().isFinal()) {
            awaited(header, valid).forEach(id -> awaiting.add(id.value()));
        }
        body.put("content", stored.content().wire());
        outcome(stored).ifPresent(outcome -> body.set("outcome", outcome));
        stored.replacedBy().ifPresent(replacement -> body.put("replacedBy", replacement.hex()));
        return new Report(body, header, stored.state().isFinal());
    }

    private static ObjectNode head(ChangeId change, Header header, ProposalState state) {
        ObjectNode body = JSON.objectNode();
        body.put("change", change.hex());
        body.put("card", header.card().value());
        body.put("section", header.section().wire());
        body.put("author", header.author().value());
        body.put("state", state.wire());
        body.put("final", state.isFinal());
        body.put("policy", header.policy());
        body.put("deadline", header.deadline().toString());
        ArrayNode requires = body.putArray("requires");
        header.needs().stream().sorted().forEach(need -> requires.add(need.hex()));
        return body;
    }

    void answers(ObjectNode body, List<Answer> answers) {
        ArrayNode approvals = body.putArray("approvals");
        ArrayNode refusals = body.putArray("refusals");
        for (Answer answer : answers) {
            ObjectNode node =
                    JSON.objectNode().put("organization", answer.organization().value());
            if (answer instanceof Answer.Approval approval) {
                node.put("basis", approval.basis().wire());
                node.set("remarks", sentences.findings(approval.remarks()));
                approvals.add(node);
            } else if (answer instanceof Answer.Refusal refusal) {
                node.set("reasons", sentences.findings(refusal.reasons()));
                refusals.add(node);
            }
        }
    }

    static ObjectNode receipt(LedgerPosition position) {
        return JSON.objectNode()
                .put("transaction", position.transaction())
                .put("lane", position.lane())
                .put("seq", position.seq())
                .put("height", position.height());
    }

    private Set<OrganizationId> awaited(Header header, List<Answer> answers) {
        try {
            Decision decision = Decision.decide(
                    self.document().resolve(header.section(), header.parties(), header.author()),
                    answers,
                    header.deadline(),
                    Instant.EPOCH);
            return decision instanceof Decision.Pending pending ? new TreeSet<>(pending.awaiting()) : Set.of();
        } catch (UnsatisfiablePolicyException nobodyCan) {
            return Set.of();
        }
    }

    private Optional<ObjectNode> outcome(StoredProposal stored) {
        return stored.outcome().map(event -> {
            String code = "expired";
            ObjectNode node = JSON.objectNode();
            if (event instanceof ProposalRejected rejected) {
                Rejection rejection = rejected.rejection();
                code = rejection.code();
                evidence(node, rejection);
            }
            return node.put("code", code).put("sentence", sentences.of(code));
        });
    }

    private void evidence(ObjectNode node, Rejection rejection) {
        if (rejection instanceof Rejection.Refused refused) {
            ArrayNode refusing = node.putArray("refusing");
            refused.refusing().forEach(id -> refusing.add(id.value()));
        } else if (rejection instanceof Rejection.Stale stale) {
            node.put("winner", stale.winner().hex());
        } else if (rejection instanceof Rejection.RequirementRejected required) {
            node.put("requirement", required.requirement().hex());
        } else if (rejection instanceof Rejection.Unsealable unsealable) {
            node.put("condition", unsealable.condition().wire());
            node.put("why", unsealable.condition().sentence());
        }
    }
}
