package health.countersign.notification;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.Basis;
import health.countersign.domain.Batch;
import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ContentReference;
import health.countersign.domain.Digest;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ChangeCommitted;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.KeyId;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.Nonce;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Proposal;
import health.countersign.domain.Rejection;
import health.countersign.domain.Seal;
import health.countersign.domain.Section;
import health.countersign.domain.Subject;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.ledger.Draft;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * Makes the events of changes' lives as the members of a cast would, signatures included; the same seed, the same
 * play.
 */
final class Play {
    static final Instant DEADLINE = Instant.parse("2030-01-01T00:00:00Z");

    private final Cast cast;
    private final Random random;
    private final long[] seq = new long[Cast.LANES];

    Play(Cast cast, long seed) {
        this.cast = cast;
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    CardId card() {
        return new CardId(new UUID(random.nextLong(), random.nextLong()).toString());
    }

    CardId card(int lane) {
        CardId card = card();
        return card.lane(Cast.LANES) == lane ? card : card(lane);
    }

    Proposal propose(CardId card, Section section, OrganizationId author) {
        return propose(card, section, author, Parties.ALL);
    }

    Proposal propose(CardId card, Section section, OrganizationId author, Parties parties) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        Header header = new Header(
                cast.document().version(),
                card,
                section,
                author,
                parties,
                List.of(new Touch(TouchKey.of(nonce, "Observation/1"), Optional.empty())),
                List.of(),
                Digest.of(nonce),
                new ContentReference(Digest.of(nonce), KeyId.of(Arrays.copyOf(nonce, 32))),
                cast.document().terms(section).orElseThrow().policy().text(),
                DEADLINE,
                Nonce.of(nonce));
        return new Proposal(header, cast.key(author, "approval").sign(Proposal.signedBytes(header)));
    }

    Event submitted(Proposal proposal) {
        return new ProposalSubmitted(proposal, Bytes.of(new byte[16]), List.of());
    }

    Approval approval(Proposal proposal, OrganizationId organization) {
        Basis basis = cast.document().reads(organization, proposal.header().section()) ? Basis.CONTENT : Basis.HEADER;
        byte[] bytes = Approval.signedBytes(cast.document().version(), proposal.id(), organization, basis, List.of());
        return new Approval(
                proposal.id(),
                organization,
                basis,
                List.of(),
                cast.key(organization, "approval").sign(bytes));
    }

    Event approved(Proposal proposal, OrganizationId organization) {
        return new ApprovalGiven(approval(proposal, organization));
    }

    /** An approval in somebody's name that somebody else signed. */
    Event forged(Proposal proposal, OrganizationId organization, OrganizationId forger) {
        Approval honest = approval(proposal, forger);
        return new ApprovalGiven(
                new Approval(proposal.id(), organization, honest.basis(), List.of(), honest.signature()));
    }

    Event refused(Proposal proposal, OrganizationId organization, String code, String pointer) {
        List<Finding> reasons = List.of(new Finding(code, pointer));
        byte[] bytes = Refusal.signedBytes(cast.document().version(), proposal.id(), organization, reasons);
        return new ApprovalRefused(new Refusal(
                proposal.id(),
                organization,
                reasons,
                cast.key(organization, "approval").sign(bytes)));
    }

    Event endorsed(Proposal proposal, OrganizationId... approving) {
        return new ProposalEndorsed(Subject.of(proposal), List.of(approving));
    }

    Event rejected(Proposal proposal, OrganizationId... refusing) {
        return new ProposalRejected(Subject.of(proposal), new Rejection.Refused(List.of(refusing)));
    }

    Draft draft(int lane, List<Proposal> proposals) {
        List<EndorsedChange> changes = proposals.stream()
                .map(proposal -> new EndorsedChange(proposal, List.of(), List.of()))
                .toList();
        String parent = Digest.of(new byte[] {(byte) lane, (byte) seq[lane]}).hex();
        Batch batch = new Batch(cast.document().version(), lane, ++seq[lane], parent, 1, changes, List.of());
        return cast.transactions().draft(cast.consortium().lanes().get(lane), batch);
    }

    Event drafted(Draft draft) {
        return new BatchDrafted(draft.position(), draft.text());
    }

    Event sealed(Draft draft, OrganizationId organization) {
        return new BatchSealed(new Seal(
                draft.position(), organization, cast.key(organization, "seal").sign(draft.message())));
    }

    Event committed(Proposal proposal, Draft draft) {
        Batch batch = draft.batch();
        String transaction = Digest.of(draft.message()).hex();
        return new ChangeCommitted(
                Subject.of(proposal), new LedgerPosition(batch.lane(), batch.seq(), transaction, 1_000 + batch.seq()));
    }
}
