package health.countersign.domain;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The words that the byte vectors hold, built as a program would. */
final class Words {
    static final CardId CARD = new CardId("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    static final ConsortiumVersion LAPTOP = new ConsortiumVersion("laptop", 1);
    static final List<Finding> REMARKS = List.of(new Finding("outside-encounter", "/entries/0/effectiveDateTime"));
    static final List<Finding> REASONS = List.of(Finding.of("unknown-requirement"));
    static final OrganizationId CLINIC = new OrganizationId("clinic");
    static final OrganizationId INSURER = new OrganizationId("insurer");

    private Words() {}

    static String hex(String pair, int bytes) {
        return pair.repeat(bytes);
    }

    static byte[] filled(int value, int bytes) {
        byte[] array = new byte[bytes];
        Arrays.fill(array, (byte) value);
        return array;
    }

    static Header header() {
        return new Header(
                LAPTOP,
                CARD,
                Section.MEDICAL,
                new OrganizationId("hospital-a"),
                Parties.ALL,
                List.of(
                        new Touch(new TouchKey(hex("00", 16)), Optional.empty()),
                        new Touch(new TouchKey(hex("0f", 16)), Optional.of(new ChangeId(hex("ab", 32))))),
                List.of(new ChangeId(hex("cd", 32))),
                new Digest(hex("11", 32)),
                new ContentReference(new Digest(hex("22", 32)), new KeyId(hex("33", 32))),
                "all(any(role:medical), any(role:billing, role:insurance))",
                Instant.ofEpochMilli(1767225600000L),
                new Nonce(hex("44", 16)));
    }

    static Batch batch() {
        Proposal proposal = new Proposal(header(), Signature.of(filled(1, 64)));
        Approval approval = new Approval(proposal.id(), CLINIC, Basis.CONTENT, REMARKS, Signature.of(filled(2, 64)));
        Refusal refusal = new Refusal(proposal.id(), INSURER, REASONS, Signature.of(filled(3, 64)));
        Refusal late = new Refusal(new ChangeId(hex("cd", 32)), INSURER, REASONS, Signature.of(filled(4, 64)));
        return new Batch(
                LAPTOP,
                2,
                7,
                hex("66", 32),
                1,
                List.of(new EndorsedChange(proposal, List.of(approval), List.of(refusal))),
                List.of(late));
    }
}
