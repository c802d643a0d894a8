package health.countersign.notification;

import health.countersign.domain.Consortium;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.ConsortiumVersion;
import health.countersign.domain.Digest;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.PolicyText;
import health.countersign.domain.Role;
import health.countersign.domain.Section;
import health.countersign.domain.SectionTerms;
import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.LaneTransactions;
import health.countersign.ledger.SigningKey;
import health.countersign.ledger.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two hospitals, a clinic, a billing office and an insurer, with keys made from their names. */
final class Cast {
    static final OrganizationId RIVERSIDE = new OrganizationId("riverside");
    static final OrganizationId ST_MARY = new OrganizationId("st-mary");
    static final OrganizationId LAKESIDE = new OrganizationId("lakeside");
    static final OrganizationId MERIDIAN = new OrganizationId("meridian");
    static final OrganizationId NORTHSTAR = new OrganizationId("northstar");
    static final int LANES = 4;

    private static final String CLINICAL = "all(any(role:medical), any(role:billing, role:insurance))";
    private static final Map<OrganizationId, List<String>> MEMBERS = new TreeMap<>(Map.of(
            RIVERSIDE, List.of("Riverside Hospital", "medical"),
            ST_MARY, List.of("St. Mary Hospital", "medical"),
            LAKESIDE, List.of("Lakeside Clinic", "medical"),
            MERIDIAN, List.of("Meridian Billing", "billing"),
            NORTHSTAR, List.of("Northstar Insurance", "insurance")));

    private final Ed25519 ed25519 = Ed25519.preferred();
    private final Map<String, SigningKey> keys;
    private final Consortium consortium;
    private final LaneTransactions transactions;

    Cast() {
        keys = MEMBERS.keySet().stream()
                .flatMap(id -> List.of("approval", "seal", "recovery", "wrapping").stream()
                        .map(use -> id + "/" + use))
                .collect(Collectors.toMap(Function.identity(), this::newKey));
        ConsortiumDocument document = document();
        transactions = new LaneTransactions(document);
        List<String> lanes = IntStream.range(0, LANES).mapToObj(this::genesis).toList();
        consortium = new Consortium(
                document,
                signed(document.signedBytes()),
                lanes,
                Optional.empty(),
                signed(Consortium.annexBytes(document, lanes, Optional.empty())));
    }

    private SigningKey newKey(String label) {
        return ed25519.signingKey(
                Digest.of(label.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    private String genesis(int lane) {
        byte[] message = transactions.genesis(lane).message(0);
        Transaction genesis = transactions.found(
                lane,
                MEMBERS.keySet().stream()
                        .collect(Collectors.toMap(
                                Function.identity(), id -> key(id, "seal").sign(message))));
        return genesis.id();
    }

    private List<Consortium.MemberSignature> signed(byte[] bytes) {
        return MEMBERS.keySet().stream()
                .map(id ->
                        new Consortium.MemberSignature(id, key(id, "approval").sign(bytes)))
                .toList();
    }

    Consortium consortium() {
        return consortium;
    }

    ConsortiumDocument document() {
        return consortium == null ? newDocument() : consortium.document();
    }

    LaneTransactions transactions() {
        return transactions;
    }

    SignatureVerifier verifier() {
        return ed25519;
    }

    SigningKey key(OrganizationId organization, String use) {
        return keys.get(organization + "/" + use);
    }

    private ConsortiumDocument newDocument() {
        Set<Role> medical = roles("medical");
        Set<Role> all = roles("medical", "billing", "insurance");
        return new ConsortiumDocument(
                new ConsortiumVersion("lake-county", 1),
                Optional.empty(),
                LANES,
                MEMBERS.keySet().stream().map(this::organization).toList(),
                Map.of(
                        Section.IDENTITY, terms(medical, all, CLINICAL),
                        Section.MEDICAL, terms(medical, medical, CLINICAL),
                        Section.BILLING, terms(roles("billing"), all, "all(role:insurance, any(role:medical))"),
                        Section.INSURANCE, terms(roles("insurance"), all, "all(role:billing, any(role:medical))"),
                        Section.CONSENT, terms(medical, all, CLINICAL)),
                PolicyText.parse("3 of (lakeside, meridian, northstar, riverside, st-mary)"),
                "embedded");
    }

    private static SectionTerms terms(Set<Role> writers, Set<Role> readers, String policy) {
        return new SectionTerms(writers, readers, PolicyText.parse(policy));
    }

    private static Set<Role> roles(String... names) {
        return List.of(names).stream().map(Role::new).collect(Collectors.toSet());
    }

    private Organization organization(OrganizationId id) {
        return new Organization(
                id,
                MEMBERS.get(id).get(0),
                roles(MEMBERS.get(id).get(1)),
                new Organization.Keys(
                        key(id, "approval").publicKey(),
                        key(id, "seal").publicKey(),
                        key(id, "recovery").publicKey(),
                        key(id, "wrapping").publicKey()));
    }
}
