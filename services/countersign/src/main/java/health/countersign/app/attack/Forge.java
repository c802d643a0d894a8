package health.countersign.app.attack;

import health.countersign.app.client.Doors;
import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Basis;
import health.countersign.domain.Batch;
import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.ContentReference;
import health.countersign.domain.Digest;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Header;
import health.countersign.domain.Nonce;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.ledger.Draft;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.LaneTransactions;
import health.countersign.ledger.Operation;
import health.countersign.ledger.SigningKey;
import health.countersign.ledger.Transaction;
import health.countersign.member.keys.KeyDirectory;
import health.countersign.member.keys.OrganizationKeys;
import io.vertx.core.Future;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what dishonest members would make with their own keys. */
public final class Forge {
    private static final int HASH = 32;
    private static final int HALF_HASH = 16;

    private final Doors doors;
    private final ConsortiumDocument document;
    private final LaneTransactions transactions;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<OrganizationId, OrganizationKeys> keys = new HashMap<>();

    /** Reads the keys of all members: anyone of them may turn out dishonest. */
    public Forge(Doors doors, InstantSource clock) throws IOException {
        this.doors = doors;
        this.document = doors.consortium().document();
        this.transactions = new LaneTransactions(document);
        this.clock = clock;
        for (var organization : document.organizations()) {
            KeyDirectory directory = new KeyDirectory(doors.files().keys(organization.id()), Ed25519.preferred());
            keys.put(organization.id(), directory.read());
        }
    }

    LaneTransactions transactions() {
        return transactions;
    }

    SigningKey approvalKey(OrganizationId organization) {
        return keys.get(organization).approval();
    }

    SigningKey sealKey(OrganizationId organization) {
        return keys.get(organization).seal();
    }

    /** A well-formed medical change of an open card that touches something new; nobody has ever seen its content. */
    Proposal proposal(CardId card, OrganizationId author, ChangeId requires, Bytes ciphertext, Header like) {
        Header header = new Header(
                document.version(),
                card,
                Section.MEDICAL,
                author,
                Parties.ALL,
                List.of(new Touch(new TouchKey(Digest.of(random(HASH)).hex().substring(0, HASH)), Optional.empty())),
                List.of(requires),
                Digest.of(random(HASH)),
                new ContentReference(ciphertext.digest(), like.content().key()),
                document.terms(Section.MEDICAL).orElseThrow().policy().text(),
                clock.instant().plus(Duration.ofMinutes(10)),
                Nonce.of(random(HALF_HASH)));
        return new Proposal(header, approvalKey(author).sign(Proposal.signedBytes(header)));
    }

    /** An approval in one organization's name, signed with the key of another or of itself. */
    Approval approval(Proposal proposal, OrganizationId name, OrganizationId signer) {
        Basis basis = document.reads(name, proposal.header().section()) ? Basis.CONTENT : Basis.HEADER;
        byte[] bytes = Approval.signedBytes(document.version(), proposal.id(), name, basis, List.of());
        return new Approval(
                proposal.id(), name, basis, List.of(), approvalKey(signer).sign(bytes));
    }

    /** Bytes that nobody can decrypt to anything. */
    Bytes garbage() {
        return Bytes.of(random(512));
    }

    byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The next transaction of a lane with these changes, without seals. */
    Future<Draft> draft(int lane, List<EndorsedChange> changes) {
        String laneId = doors.consortium().lanes().get(lane);
        return doors.ledger().head(laneId).map(head -> {
            Transaction last = head.orElseThrow();
            Batch batch = new Batch(document.version(), lane, seq(last) + 1, last.id(), 1, changes, List.of());
            return transactions.draft(laneId, batch);
        });
    }

    private static long seq(Transaction last) {
        return last.operation() == Operation.CREATE
                ? 0
                : Batch.of(last.metadata()).seq();
    }

    /** A committed change as the ledger holds it, with all its answers. */
    Future<EndorsedChange> committed(String transaction, ChangeId change) {
        return doors.ledger()
                .find(transaction)
                .map(found -> Batch.of(found.orElseThrow().metadata()).changes().stream()
                        .filter(each -> each.id().equals(change))
                        .findFirst()
                        .orElseThrow());
    }
}
