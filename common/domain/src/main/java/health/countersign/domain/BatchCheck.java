package health.countersign.domain;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.Objection.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sealing's pure function, and the same one by which everybody applies what the ledger holds: does this batch continue
 * this lane, and does each change in it stand, by this consortium document?
 */
public final class BatchCheck {
    private final ConsortiumDocument document;
    private final PoliciesInForce policies;
    private final SignatureVerifier verifier;

    public BatchCheck(ConsortiumDocument document, SignatureVerifier verifier) {
        this.document = document;
        this.policies = new PoliciesInForce(document);
        this.verifier = verifier;
    }

    /** The policies by which it judges. */
    public PoliciesInForce policies() {
        return policies;
    }

    /** What is wrong with one change of a batch; without a fault it stands. */
    public record Verdict(EndorsedChange change, Optional<BatchCondition> fault) {
        public boolean stands() {
            return fault.isEmpty();
        }
    }

    /** Every reason not to seal this batch on this state of its lane; none means it may be sealed. */
    public List<Fault> objections(Batch batch, LaneState state) {
        List<Fault> faults = new ArrayList<>();
        placement(batch, state).forEach(condition -> faults.add(new Fault(Optional.empty(), condition)));
        if (faults.isEmpty()) {
            judge(batch, new LaneOverlay(state))
                    .forEach(verdict -> verdict.fault()
                            .ifPresent(fault -> faults.add(
                                    new Fault(Optional.of(verdict.change().id()), fault))));
        }
        return faults.subList(0, Math.min(faults.size(), Objection.MAX_FAULTS));
    }

    /**
     * Judges each change in order and applies those that stand to {@code state}; one that fails moves nothing, and
     * takes
     * along what needs it.
     */
    public List<Verdict> judge(Batch batch, LaneOverlay state) {
        List<Verdict> verdicts = new ArrayList<>(batch.changes().size());
        for (EndorsedChange change : batch.changes()) {
            Optional<BatchCondition> fault = fault(change, state);
            if (fault.isEmpty()) {
                state.apply(change.proposal());
            }
            verdicts.add(new Verdict(change, fault));
        }
        return verdicts;
    }

    /** What is wrong with the batch's place, apart from its changes. */
    public List<BatchCondition> placement(Batch batch, LaneState state) {
        List<BatchCondition> broken = new ArrayList<>();
        check(broken, batch.consortium().equals(document.version()), BatchCondition.CONSORTIUM);
        check(broken, batch.lane() == state.lane(), BatchCondition.LANE);
        check(broken, batch.seq() == state.seq() + 1, BatchCondition.SEQUENCE);
        check(broken, batch.parent().equals(state.head()), BatchCondition.PARENT);
        check(broken, withinLimits(batch), BatchCondition.LIMITS);
        check(broken, batch.late().stream().allMatch(this::verifies), BatchCondition.ANSWERS);
        return broken;
    }

    private static void check(List<BatchCondition> broken, boolean holds, BatchCondition condition) {
        if (!holds) {
            broken.add(condition);
        }
    }

    private static boolean withinLimits(Batch batch) {
        int changes = batch.changes().size();
        return changes > 0
                && changes <= Batch.MAX_CHANGES
                && CanonicalJson.bytes(batch.tree()).length <= Batch.MAX_BYTES;
    }

    private Optional<BatchCondition> fault(EndorsedChange change, LaneState state) {
        return membershipFault(change.header(), state)
                .or(() -> continuityFault(change, state))
                .or(() -> signatureFault(change));
    }

    /** What is wrong with a change by its header and the document alone, on a lane. */
    public Optional<BatchCondition> membershipFault(Header header, LaneState state) {
        if (!header.consortium().equals(document.version())) {
            return Optional.of(BatchCondition.CONSORTIUM);
        }
        if (header.card().lane(document.lanes()) != state.lane()) {
            return Optional.of(BatchCondition.LANE);
        }
        if (!policies.names(header)) {
            return Optional.of(BatchCondition.POLICY);
        }
        if (!document.writes(header.author(), header.section())
                || !header.parties().include(header.author())) {
            return Optional.of(BatchCondition.AUTHOR);
        }
        return Optional.empty();
    }

    /** What keeps a change from being the next on this state of its lane, signatures and answers aside. */
    public Optional<BatchCondition> continuityFault(EndorsedChange change, LaneState state) {
        Header header = change.header();
        CardId card = header.card();
        if (state.committed(change.id())) {
            return Optional.of(BatchCondition.REPEATED);
        }
        if (!header.touches().stream()
                .allMatch(touch -> state.current(card, touch.key()).equals(touch.base()))) {
            return Optional.of(BatchCondition.BASES);
        }
        if (!header.requires().stream().allMatch(state::committed)) {
            return Optional.of(BatchCondition.REQUIREMENTS);
        }
        Optional<Parties> parties = header.opensCard() ? Optional.of(header.parties()) : state.parties(card);
        if (parties.isEmpty() || (header.opensCard() && header.section() != Section.IDENTITY)) {
            return Optional.of(BatchCondition.CARD);
        }
        if (!parties.get().equals(header.parties())) {
            return Optional.of(BatchCondition.PARTIES);
        }
        TouchKey keys = TouchKey.structural(card, TouchKey.keys(header.section()));
        return header.startsSection() || state.current(card, keys).isPresent()
                ? Optional.empty()
                : Optional.of(BatchCondition.SECTION_KEYS);
    }

    private Optional<BatchCondition> signatureFault(EndorsedChange change) {
        Header header = change.header();
        if (!authored(change.proposal())) {
            return Optional.of(BatchCondition.AUTHOR_SIGNATURE);
        }
        Set<OrganizationId> answering = new HashSet<>();
        Set<OrganizationId> approving = new HashSet<>();
        for (Approval approval : change.approvals()) {
            if (!answering.add(approval.organization()) || !valid(approval, header)) {
                return Optional.of(BatchCondition.ANSWERS);
            }
            approving.add(approval.organization());
        }
        for (Refusal refusal : change.refusals()) {
            if (!answering.add(refusal.organization()) || !valid(refusal, header)) {
                return Optional.of(BatchCondition.ANSWERS);
            }
        }
        return endorsed(header, approving) ? Optional.empty() : Optional.of(BatchCondition.QUORUM);
    }

    /** Whether the author's signature verifies. */
    public boolean authored(Proposal proposal) {
        return document.organization(proposal.header().author())
                .map(author -> verifier.verifies(
                        author.keys().approval(), Proposal.signedBytes(proposal.header()), proposal.signature()))
                .orElse(false);
    }

    /**
     * Whether an answer to this header counts: from a party that is not the author, with the basis that this party must
     * have (a reader's is {@code content}, another's {@code header}), and its signature verifies.
     */
    public boolean valid(Answer answer, Header header) {
        OrganizationId organization = answer.organization();
        boolean reader = document.reads(organization, header.section());
        boolean basisFits =
                answer.fold(approval -> approval.basis() == (reader ? Basis.CONTENT : Basis.HEADER), refusal -> true);
        return basisFits
                && header.parties().include(organization)
                && !organization.equals(header.author())
                && verifies(answer);
    }

    private boolean endorsed(Header header, Set<OrganizationId> approving) {
        try {
            return policies.resolve(header).satisfiedBy(approving);
        } catch (UnsatisfiablePolicyException nobodyCan) {
            return false;
        }
    }

    private boolean verifies(Answer answer) {
        return document.organization(answer.organization())
                .map(member -> verifier.verifies(
                        member.keys().approval(), answer.signedBytes(document.version()), answer.signature()))
                .orElse(false);
    }
}
