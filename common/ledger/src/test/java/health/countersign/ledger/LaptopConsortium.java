package health.countersign.ledger;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Basis;
import health.countersign.domain.Batch;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Consortium;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.ConsortiumVersion;
import health.countersign.domain.ContentReference;
import health.countersign.domain.Digest;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Header;
import health.countersign.domain.KeyId;
import health.countersign.domain.LedgerChain;
import health.countersign.domain.Nonce;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.PolicyText;
import health.countersign.domain.Proposal;
import health.countersign.domain.PublicKey;
import health.countersign.domain.Role;
import health.countersign.domain.Section;
import health.countersign.domain.SectionTerms;
import health.countersign.domain.Signature;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Five organizations with keys made from their names, and what they sign. */
public final class LaptopConsortium {
    public static final OrganizationId BILLING = new OrganizationId("billing-office");
    public static final OrganizationId CLINIC = new OrganizationId("clinic");
    public static final OrganizationId HOSPITAL_A = new OrganizationId("hospital-a");
    public static final OrganizationId HOSPITAL_B = new OrganizationId("hospital-b");
    public static final OrganizationId INSURER = new OrganizationId("insurer");
    public static final int LANES = 4;

    private static final Map<OrganizationId, String> ROLES = new TreeMap<>(Map.of(
            BILLING, "billing", CLINIC, "medical", HOSPITAL_A, "medical", HOSPITAL_B, "medical", INSURER, "insurance"));
    private static final String CLINICAL = "all(any(role:medical), any(role:billing, role:insurance))";

    private final Ed25519 ed25519 = Ed25519.preferred();
    private final String name;
    private final Consortium consortium;
    private final LaneTransactions transactions;
    private final List<Transaction> geneses;

    /** A consortium of this name: another name has other lanes. */
    public LaptopConsortium(String name) {
        this(name, "3 of (billing-office, clinic, hospital-a, hospital-b, insurer)");
    }

    /** A consortium with this seal policy. */
    public LaptopConsortium(String name, String sealPolicy) {
        this.name = name;
        ConsortiumDocument document = document(sealPolicy);
        this.transactions = new LaneTransactions(document);
        this.geneses = IntStream.range(0, LANES).mapToObj(this::found).toList();
        List<String> lanes = geneses.stream().map(Transaction::id).toList();
        this.consortium = new Consortium(
                document,
                signed(document.signedBytes()),
                lanes,
                Optional.empty(),
                signed(Consortium.annexBytes(document, lanes, Optional.empty())));
    }

    public Ed25519 ed25519() {
        return ed25519;
    }

    public Consortium consortium() {
        return consortium;
    }

    /** The same consortium, agreed on this chain. */
    public Consortium onChain(LedgerChain chain) {
        Optional<LedgerChain> agreed = Optional.of(chain);
        byte[] annex = Consortium.annexBytes(consortium.document(), consortium.lanes(), agreed);
        return new Consortium(
                consortium.document(), consortium.signatures(), consortium.lanes(), agreed, signed(annex));
    }

    public LaneTransactions transactions() {
        return transactions;
    }

    /** The first transaction of a lane. */
    public Transaction genesis(int lane) {
        return geneses.get(lane);
    }

    /** An organization's key for one use: {@code approval}, {@code seal}, {@code recovery} or {@code wrapping}. */
    public SigningKey key(OrganizationId organization, String use) {
        String label = "%s/%s/%s".formatted(name, organization, use);
        return ed25519.signingKey(
                Digest.of(label.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    /** A new card on this lane. */
    public static CardId card(int lane) {
        CardId card = CardId.random();
        return card.lane(LANES) == lane ? card : card(lane);
    }

    /** A change that opens this card, endorsed. */
    public EndorsedChange opening(CardId card) {
        return change(
                card,
                Section.IDENTITY,
                HOSPITAL_A,
                touch(TouchKey.structural(card, TouchKey.CARD), null),
                touch(TouchKey.structural(card, TouchKey.keys(Section.IDENTITY)), null));
    }

    /** A change of the identity section of a card that is open, endorsed. */
    public EndorsedChange correction(CardId card, String entry, ChangeId base) {
        return change(card, Section.IDENTITY, HOSPITAL_A, touch(TouchKey.of(new byte[32], entry), base));
    }

    private EndorsedChange change(CardId card, Section section, OrganizationId author, Touch... touches) {
        Header header = new Header(
                consortium.document().version(),
                card,
                section,
                author,
                Parties.ALL,
                Arrays.stream(touches)
                        .sorted((a, b) -> a.key().compareTo(b.key()))
                        .toList(),
                List.of(),
                Digest.of(new byte[] {1}),
                new ContentReference(Digest.of(new byte[] {2}), KeyId.of(new byte[32])),
                CLINICAL,
                Instant.ofEpochMilli(1_767_225_600_000L),
                Nonce.of(Arrays.copyOf(Ed25519.newSeed(), 16)));
        Proposal proposal = new Proposal(header, key(author, "approval").sign(Proposal.signedBytes(header)));
        return new EndorsedChange(
                proposal, List.of(approval(proposal, CLINIC), approval(proposal, INSURER)), List.of());
    }

    private Approval approval(Proposal proposal, OrganizationId organization) {
        byte[] bytes = Approval.signedBytes(
                proposal.header().consortium(), proposal.id(), organization, Basis.CONTENT, List.of());
        return new Approval(
                proposal.id(),
                organization,
                Basis.CONTENT,
                List.of(),
                key(organization, "approval").sign(bytes));
    }

    private static Touch touch(TouchKey key, ChangeId base) {
        return new Touch(key, Optional.ofNullable(base));
    }

    /** The next batch of a lane. */
    public Draft draft(int lane, long seq, String parent, List<EndorsedChange> changes) {
        Batch batch = new Batch(consortium.document().version(), lane, seq, parent, 1, changes, List.of());
        return transactions.draft(consortium.lanes().get(lane), batch);
    }

    /** A draft with seals of these organizations. */
    public Transaction seal(Draft draft, OrganizationId... organizations) {
        return transactions
                .assemble(draft, seals(draft, organizations), ed25519)
                .transaction()
                .orElseThrow();
    }

    public Map<OrganizationId, Signature> seals(Draft draft, OrganizationId... organizations) {
        Map<OrganizationId, Signature> seals = new TreeMap<>();
        for (OrganizationId each : organizations) {
            seals.put(each, key(each, "seal").sign(draft.message()));
        }
        return seals;
    }

    /** Genesis and so many batches of one change each, the first of which opens the card. */
    public List<Transaction> chain(int lane, int batches) {
        List<Transaction> chain = new ArrayList<>(List.of(genesis(lane)));
        CardId card = card(lane);
        for (int seq = 1; seq <= batches; seq++) {
            EndorsedChange change = seq == 1 ? opening(card) : correction(card, "Patient/" + seq, null);
            String parent = chain.get(seq - 1).id();
            chain.add(seal(draft(lane, seq, parent, List.of(change)), BILLING, HOSPITAL_B, INSURER));
        }
        return chain;
    }

    private Transaction found(int lane) {
        byte[] message = transactions.genesis(lane).message(0);
        Map<OrganizationId, Signature> signatures = new TreeMap<>();
        ROLES.keySet()
                .forEach(founder -> signatures.put(founder, key(founder, "seal").sign(message)));
        return transactions.found(lane, signatures);
    }

    private List<Consortium.MemberSignature> signed(byte[] bytes) {
        return ROLES.keySet().stream()
                .map(member -> new Consortium.MemberSignature(
                        member, key(member, "approval").sign(bytes)))
                .toList();
    }

    private ConsortiumDocument document(String sealPolicy) {
        Role medical = new Role("medical");
        Set<Role> all = Set.of(medical, new Role("billing"), new Role("insurance"));
        return new ConsortiumDocument(
                new ConsortiumVersion(name, 1),
                Optional.empty(),
                LANES,
                ROLES.keySet().stream().map(this::organization).toList(),
                Map.of(
                        Section.IDENTITY, new SectionTerms(Set.of(medical), all, PolicyText.parse(CLINICAL)),
                        Section.MEDICAL,
                                new SectionTerms(Set.of(medical), Set.of(medical), PolicyText.parse(CLINICAL))),
                PolicyText.parse(sealPolicy),
                "embedded");
    }

    private Organization organization(OrganizationId id) {
        return new Organization(
                id,
                id.value(),
                Set.of(new Role(ROLES.get(id))),
                new Organization.Keys(
                        publicKey(id, "approval"),
                        publicKey(id, "seal"),
                        publicKey(id, "recovery"),
                        publicKey(id, "wrapping")));
    }

    private PublicKey publicKey(OrganizationId id, String use) {
        return key(id, use).publicKey();
    }
}
