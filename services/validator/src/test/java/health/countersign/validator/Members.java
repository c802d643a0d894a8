package health.countersign.validator;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.Basis;
import health.countersign.domain.Batch;
import health.countersign.domain.BatchPosition;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Consortium;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.ConsortiumVersion;
import health.countersign.domain.ContentReference;
import health.countersign.domain.Digest;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.KeyId;
import health.countersign.domain.Nonce;
import health.countersign.domain.Objection;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.PolicyText;
import health.countersign.domain.Proposal;
import health.countersign.domain.PublicKey;
import health.countersign.domain.Role;
import health.countersign.domain.Seal;
import health.countersign.domain.Section;
import health.countersign.domain.SectionTerms;
import health.countersign.domain.Signature;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.ledger.Draft;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.LaneTransactions;
import health.countersign.ledger.SigningKey;
import health.countersign.ledger.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Five organizations with their keys, as an entitled test may have them, and what they say. */
public final class Members {
    public static final Ed25519 ED25519 = Ed25519.preferred();
    public static final OrganizationId NORTH = new OrganizationId("hospital-north");
    public static final OrganizationId SOUTH = new OrganizationId("hospital-south");
    public static final OrganizationId CLINIC = new OrganizationId("clinic");
    public static final OrganizationId BILLING = new OrganizationId("billing-office");
    public static final OrganizationId INSURER = new OrganizationId("insurer");

    public static final List<OrganizationId> ALL = List.of(BILLING, CLINIC, NORTH, SOUTH, INSURER);

    private static final Map<OrganizationId, String> ROLES = new TreeMap<>(
            Map.of(NORTH, "medical", SOUTH, "medical", CLINIC, "medical", BILLING, "billing", INSURER, "insurance"));

    private final Map<OrganizationId, SigningKey> approval = new HashMap<>();
    private final Map<OrganizationId, SigningKey> seal = new HashMap<>();
    private final List<Transaction> geneses = new ArrayList<>();
    private final Consortium consortium;
    private final LaneTransactions transactions;
    private long nonces;

    public Members(int lanes) {
        List<Organization> organizations = new ArrayList<>();
        ROLES.forEach((id, role) -> organizations.add(member(id, role)));
        ConsortiumDocument document = new ConsortiumDocument(
                new ConsortiumVersion("test-consortium", 1),
                Optional.empty(),
                lanes,
                organizations,
                sections(),
                PolicyText.parse("3 of (billing-office, clinic, hospital-north, hospital-south, insurer)"),
                "test");
        transactions = new LaneTransactions(document);
        for (int lane = 0; lane < lanes; lane++) {
            geneses.add(genesis(lane));
        }
        List<String> ids = geneses.stream().map(Transaction::id).toList();
        consortium = new Consortium(
                document,
                signatures(document.signedBytes()),
                ids,
                Optional.empty(),
                signatures(Consortium.annexBytes(document, ids, Optional.empty())));
    }

    private List<Consortium.MemberSignature> signatures(byte[] bytes) {
        return ROLES.keySet().stream()
                .map(id -> new Consortium.MemberSignature(id, approval.get(id).sign(bytes)))
                .toList();
    }

    private Organization member(OrganizationId id, String role) {
        approval.put(id, key(id + "/approval"));
        seal.put(id, key(id + "/seal"));
        Organization.Keys keys = new Organization.Keys(
                approval.get(id).publicKey(),
                seal.get(id).publicKey(),
                key(id + "/recovery").publicKey(),
                PublicKey.of(seed(id + "/wrapping")));
        return new Organization(id, id.value(), Set.of(new Role(role)), keys);
    }

    private static Map<Section, SectionTerms> sections() {
        Set<Role> medical = Set.of(new Role("medical"));
        Set<Role> all = Set.of(new Role("medical"), new Role("billing"), new Role("insurance"));
        String policy = "all(any(role:medical), any(role:billing, role:insurance))";
        Map<Section, SectionTerms> sections = new EnumMap<>(Section.class);
        sections.put(Section.IDENTITY, new SectionTerms(medical, all, PolicyText.parse(policy)));
        sections.put(Section.MEDICAL, new SectionTerms(medical, medical, PolicyText.parse(policy)));
        return sections;
    }

    private Transaction genesis(int lane) {
        Map<OrganizationId, Signature> signatures = new HashMap<>();
        byte[] message = transactions.genesis(lane).message(0);
        seal.forEach((id, key) -> signatures.put(id, key.sign(message)));
        return transactions.found(lane, signatures);
    }

    private static byte[] seed(String name) {
        return Digest.of(name.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static SigningKey key(String name) {
        return ED25519.signingKey(seed(name));
    }

    public Consortium consortium() {
        return consortium;
    }

    public ConsortiumDocument document() {
        return consortium.document();
    }

    public LaneTransactions transactions() {
        return transactions;
    }

    /** The first transaction of each lane, by lane. */
    public List<Transaction> geneses() {
        return List.copyOf(geneses);
    }

    public static TouchKey key(CardId card, String name) {
        return TouchKey.structural(card, name);
    }

    public static Touch touch(CardId card, String name, ChangeId base) {
        return new Touch(key(card, name), Optional.ofNullable(base));
    }

    /** The change that opens a card. */
    public Proposal opening(CardId card, Instant deadline) {
        return proposal(
                NORTH,
                card,
                Section.IDENTITY,
                List.of(touch(card, TouchKey.CARD, null), touch(card, TouchKey.keys(Section.IDENTITY), null)),
                List.of(),
                deadline);
    }

    public Proposal proposal(
            OrganizationId author,
            CardId card,
            Section section,
            List<Touch> touches,
            List<ChangeId> requires,
            Instant deadline) {
        Header header = new Header(
                document().version(),
                card,
                section,
                author,
                Parties.ALL,
                touches.stream().sorted(Comparator.comparing(Touch::key)).toList(),
                requires.stream().sorted().distinct().toList(),
                Digest.of(seed("commitment" + nonces)),
                new ContentReference(Digest.of(seed("ciphertext" + nonces)), KeyId.of(seed("key"))),
                document().terms(section).orElseThrow().policy().text(),
                deadline,
                Nonce.of(Arrays.copyOf(seed("nonce" + nonces++), 16)));
        return new Proposal(header, approval.get(author).sign(Proposal.signedBytes(header)));
    }

    public Approval approve(OrganizationId by, Proposal proposal) {
        boolean reads = document().reads(by, proposal.header().section());
        Basis basis = reads ? Basis.CONTENT : Basis.HEADER;
        byte[] bytes = Approval.signedBytes(document().version(), proposal.id(), by, basis, List.of());
        return new Approval(
                proposal.id(), by, basis, List.of(), approval.get(by).sign(bytes));
    }

    public Refusal refuse(OrganizationId by, Proposal proposal) {
        List<Finding> reasons = List.of(Finding.of("not-so"));
        byte[] bytes = Refusal.signedBytes(document().version(), proposal.id(), by, reasons);
        return new Refusal(proposal.id(), by, reasons, approval.get(by).sign(bytes));
    }

    public Seal seal(OrganizationId by, BatchPosition position) {
        return new Seal(position, by, seal.get(by).sign(position.message().bytes()));
    }

    public Objection object(OrganizationId by, BatchPosition position, List<Objection.Fault> faults) {
        byte[] bytes = Objection.signedBytes(position, by, faults);
        return new Objection(position, by, faults, approval.get(by).sign(bytes));
    }

    /** The batch that a drafted transaction carries. */
    public Batch batch(BatchDrafted drafted) {
        return draft(drafted).batch();
    }

    public Draft draft(BatchDrafted drafted) {
        return transactions.read(consortium, drafted.batch().lane(), drafted.transaction());
    }
}
