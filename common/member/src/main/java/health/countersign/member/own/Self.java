package health.countersign.member.own;

import health.countersign.domain.BatchCheck;
import health.countersign.domain.CardId;
import health.countersign.domain.Consortium;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import health.countersign.domain.Signature;
import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.LaneTransactions;
import health.countersign.ledger.RememberingVerifier;
import health.countersign.ledger.Verifier;
import health.countersign.member.keys.OrganizationKeys;

/** Which organization this is, what it signs with, and by which document it judges. */
public final class Self {
    private static final int VERDICTS = 50_000;

    private final OrganizationId id;
    private final OrganizationKeys keys;
    private final Consortium consortium;
    private final RememberingVerifier signatures;
    private final BatchCheck check;
    private final Verifier verifier;
    private final LaneTransactions transactions;

    /**
     * An organization of a consortium.
     *
     * @throws IllegalArgumentException if the document does not name it with these keys
     */
    public Self(OrganizationId id, OrganizationKeys keys, Consortium consortium, SignatureVerifier verifier) {
        this.id = id;
        this.keys = keys;
        this.consortium = consortium;
        this.signatures = new RememberingVerifier(verifier, VERDICTS);
        this.check = new BatchCheck(consortium.document(), signatures);
        this.verifier = new Verifier(consortium, signatures);
        this.transactions = new LaneTransactions(consortium.document());
        boolean named = consortium
                .document()
                .organization(id)
                .filter(own -> own.keys().approval().equals(keys.approval().publicKey())
                        && own.keys().seal().equals(keys.seal().publicKey())
                        && own.keys().wrapping().equals(keys.wrapping().publicKey()))
                .isPresent();
        if (!named) {
            throw new IllegalArgumentException("the consortium does not know " + id + " with these keys");
        }
    }

    public OrganizationId id() {
        return id;
    }

    public OrganizationKeys keys() {
        return keys;
    }

    public Consortium consortium() {
        return consortium;
    }

    public ConsortiumDocument document() {
        return consortium.document();
    }

    /** Signs a statement with the approval key; nobody here need verify that signature again. */
    public Signature sign(byte[] statement) {
        Signature signature = keys.approval().sign(statement);
        signatures.know(keys.approval().publicKey(), statement, signature);
        return signature;
    }

    /** Remembers its verdicts. */
    public SignatureVerifier signatures() {
        return signatures;
    }

    public BatchCheck check() {
        return check;
    }

    public Verifier verifier() {
        return verifier;
    }

    public LaneTransactions transactions() {
        return transactions;
    }

    public boolean reads(Section section) {
        return document().reads(id, section);
    }

    public int lane(CardId card) {
        return card.lane(document().lanes());
    }
}
