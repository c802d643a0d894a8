package health.countersign.domain;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import java.util.List;
import java.util.Map;

/** A change as it stands in a batch: its proposal and the answers it got, refusals included. */
public record EndorsedChange(Proposal proposal, List<Approval> approvals, List<Refusal> refusals) {
    public EndorsedChange {
        approvals = List.copyOf(approvals);
        refusals = List.copyOf(refusals);
    }

    public ChangeId id() {
        return proposal.id();
    }

    public Header header() {
        return proposal.header();
    }

    /** The change as it is written to the ledger. */
    public Map<String, Object> tree() {
        return Trees.object(
                "header", header().tree(),
                "signature", proposal.signature().base64(),
                "approvals", Trees.list(approvals, EndorsedChange::approvalTree),
                "refusals", Trees.list(refusals, EndorsedChange::refusalTree));
    }

    private static List<Object> approvalTree(Approval approval) {
        return List.of(
                approval.organization().value(),
                approval.basis().wire(),
                Trees.list(approval.remarks(), Finding::tree),
                approval.signature().base64());
    }

    private static List<Object> refusalTree(Refusal refusal) {
        return List.of(
                refusal.organization().value(),
                Trees.list(refusal.reasons(), Finding::tree),
                refusal.signature().base64());
    }

    /** Reads a change of a batch strictly. */
    public static EndorsedChange of(Object tree) {
        Fields fields = Fields.of(tree);
        Proposal proposal =
                new Proposal(fields.object("header", Header::of), fields.value("signature", Signature::new));
        EndorsedChange change = new EndorsedChange(
                proposal,
                fields.list("approvals", item -> approval(proposal.id(), Trees.tuple(item, 4))),
                fields.list("refusals", item -> refusal(proposal.id(), Trees.tuple(item, 3))));
        fields.end();
        return change;
    }

    private static Approval approval(ChangeId change, List<?> tuple) {
        return new Approval(
                change,
                new OrganizationId((String) tuple.get(0)),
                Basis.of((String) tuple.get(1)),
                Findings.of(tuple.get(2)),
                new Signature((String) tuple.get(3)));
    }

    private static Refusal refusal(ChangeId change, List<?> tuple) {
        return new Refusal(
                change, new OrganizationId((String) tuple.get(0)), Findings.of(tuple.get(1)), new Signature((String)
                        tuple.get(2)));
    }
}
