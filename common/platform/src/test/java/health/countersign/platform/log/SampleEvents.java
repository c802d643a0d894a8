package health.countersign.platform.log;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.Basis;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.BatchPosition;
import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ConsortiumVersion;
import health.countersign.domain.ContentReference;
import health.countersign.domain.Digest;
import health.countersign.domain.Event;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.KeyId;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.Nonce;
import health.countersign.domain.Objection;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Proposal;
import health.countersign.domain.Rejection;
import health.countersign.domain.Seal;
import health.countersign.domain.Section;
import health.countersign.domain.Signature;
import health.countersign.domain.Subject;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.domain.Wrap;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Events for tests: some that carry a card and a number, so that they can be followed, and one of each kind. */
final class SampleEvents {
    private static final ChangeId CHANGE = new ChangeId("ab".repeat(32));
    private static final OrganizationId AUTHOR = new OrganizationId("hospital-a");
    private static final OrganizationId CLINIC = new OrganizationId("clinic");
    private static final OrganizationId INSURER = new OrganizationId("insurer");
    private static final ConsortiumVersion LAPTOP = new ConsortiumVersion("laptop", 1);
    private static final KeyId KEY = new KeyId("33".repeat(32));

    private SampleEvents() {}

    static CardId card(int number) {
        return new CardId("00000000-0000-4000-8000-%012d".formatted(number));
    }

    static List<Event> event(int card, long number) {
        Subject subject = new Subject(CHANGE, card(card), Section.MEDICAL, AUTHOR);
        return List.of(new Event.ProposalExpired(subject, Instant.ofEpochMilli(number)));
    }

    static CardId card(Recorded recorded) {
        return expired(recorded).subject().card();
    }

    static long number(Recorded recorded) {
        return expired(recorded).deadline().toEpochMilli();
    }

    static BatchPosition batch() {
        return new BatchPosition(2, 7, 1, new Digest("55".repeat(32)));
    }

    static List<Event> oneOfEach() {
        Proposal proposal = new Proposal(header(), signature(1));
        Subject subject = Subject.of(proposal);
        LedgerPosition position = new LedgerPosition(2, 7, "66".repeat(32), 9);
        List<Finding> findings = List.of(new Finding("outside-encounter", "/entries/0/effectiveDateTime"));
        return List.of(
                new Event.ProposalSubmitted(proposal, bytes(1, 2, 255), List.of(wrap())),
                new Event.ApprovalGiven(new Approval(CHANGE, CLINIC, Basis.CONTENT, findings, signature(2))),
                new Event.ApprovalRefused(new Refusal(CHANGE, INSURER, findings, signature(3))),
                new Event.TimeAsked(3),
                new Event.Ticked(3),
                new Event.ProposalEndorsed(subject, List.of(CLINIC, INSURER)),
                new Event.BatchDrafted(batch(), "{\"id\":null}"),
                new Event.BatchSealed(new Seal(batch(), CLINIC, signature(4))),
                new Event.BatchObjected(objection()),
                new Event.TransactionAssembled(batch(), "66".repeat(32), "{}"),
                new Event.TransactionRefused(batch(), "66".repeat(32), "InvalidSignature"),
                new Event.BatchCommitted(position, new Digest("55".repeat(32)), List.of(CHANGE)),
                new Event.ChangeCommitted(subject, position),
                new Event.ProposalRejected(subject, new Rejection.Stale(CHANGE)),
                new Event.ProposalExpired(subject, Instant.ofEpochMilli(1_767_225_600_000L)));
    }

    private static Header header() {
        return new Header(
                LAPTOP,
                card(7),
                Section.MEDICAL,
                AUTHOR,
                Parties.ALL,
                List.of(
                        new Touch(new TouchKey("00".repeat(16)), Optional.empty()),
                        new Touch(new TouchKey("0f".repeat(16)), Optional.of(CHANGE))),
                List.of(new ChangeId("cd".repeat(32))),
                new Digest("11".repeat(32)),
                new ContentReference(new Digest("22".repeat(32)), KEY),
                "all(any(role:medical), any(role:billing, role:insurance))",
                Instant.ofEpochMilli(1_767_225_600_000L),
                new Nonce("44".repeat(16)));
    }

    private static Wrap wrap() {
        return new Wrap(
                LAPTOP, card(7), Section.MEDICAL, Wrap.Purpose.INDEX, KEY, CLINIC, bytes(9), AUTHOR, signature(5));
    }

    private static Objection objection() {
        Objection.Fault fault = new Objection.Fault(Optional.of(CHANGE), BatchCondition.QUORUM);
        return new Objection(batch(), CLINIC, List.of(fault), signature(6));
    }

    private static Signature signature(int value) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) value);
        return Signature.of(bytes);
    }

    private static Bytes bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Bytes.of(bytes);
    }

    private static Event.ProposalExpired expired(Recorded recorded) {
        return (Event.ProposalExpired) recorded.events().get(0);
    }
}
