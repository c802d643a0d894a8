package health.countersign.domain;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the members agreed: who they are, their keys, who writes, reads and endorses which section, how many lanes there
 * are, who must seal. A document whose policies somebody cannot satisfy, or that could be satisfied without anybody
 * having read the content, is refused.
 *
 * @param previous hash of the version before, empty for version 1
 * @param lanes how many lanes there are, 1 to 256, never changed
 * @param sealPolicy who must seal a batch, over organizations
 * @param ledger name of the ledger's chain
 */
public record ConsortiumDocument(
        ConsortiumVersion version,
        Optional<Digest> previous,
        int lanes,
        List<Organization> organizations,
        Map<Section, SectionTerms> sections,
        EndorsementPolicy sealPolicy,
        String ledger) {

    public ConsortiumDocument {
        organizations = List.copyOf(organizations);
        sections = Map.copyOf(new EnumMap<>(sections));
        if (lanes < 1 || lanes > 256 || previous.isPresent() != version.version() > 1) {
            throw new IllegalArgumentException("lanes are 1 to 256; every version but the first has a previous one");
        }
        Trees.ascending(organizations.stream().map(Organization::id).toList(), "organizations");
        requireDistinctKeys(organizations);
        requireSatisfiable(organizations, sections, sealPolicy);
    }

    public Optional<Organization> organization(OrganizationId id) {
        return organizations.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The terms of a section; a section without terms cannot be written. */
    public Optional<SectionTerms> terms(Section section) {
        return Optional.ofNullable(sections.get(section));
    }

    public boolean writes(OrganizationId organization, Section section) {
        return hasOneOf(organization, terms(section).map(SectionTerms::writers).orElse(Set.of()));
    }

    public boolean reads(OrganizationId organization, Section section) {
        return hasOneOf(organization, terms(section).map(SectionTerms::readers).orElse(Set.of()));
    }

    /** The readers of a section among these parties, ascending. */
    public List<OrganizationId> readers(Section section, Parties parties) {
        return organizations.stream()
                .map(Organization::id)
                .filter(id -> parties.include(id) && reads(id, section))
                .toList();
    }

    /** Who must approve a change of this section by this author on a card of these parties. */
    public ResolvedPolicy resolve(Section section, Parties parties, OrganizationId author) {
        SectionTerms terms = terms(section).orElseThrow(() -> new UnsatisfiablePolicyException(section.wire()));
        return terms.policy().resolve(roles(organizations, parties), Optional.of(author));
    }

    /** Who must seal; nobody is excluded as author. */
    public ResolvedPolicy resolvedSealPolicy() {
        return resolveSeal(organizations, sealPolicy);
    }

    /** The hash that later versions and each lane's genesis name. */
    public Digest hash() {
        return Digest.of(signedBytes());
    }

    /** The bytes that members sign. */
    public byte[] signedBytes() {
        return Statement.CONSORTIUM.bytes(tree());
    }

    private boolean hasOneOf(OrganizationId id, Set<Role> roles) {
        return organization(id)
                .map(organization -> organization.roles().stream().anyMatch(roles::contains))
                .orElse(false);
    }

    private static Map<OrganizationId, Set<Role>> roles(List<Organization> organizations, Parties parties) {
        return organizations.stream()
                .filter(organization -> parties.include(organization.id()))
                .collect(Collectors.toMap(Organization::id, Organization::roles));
    }

    private static ResolvedPolicy resolveSeal(List<Organization> organizations, EndorsementPolicy sealPolicy) {
        return sealPolicy.resolve(roles(organizations, Parties.ALL), Optional.empty());
    }

    private static void requireDistinctKeys(List<Organization> organizations) {
        Set<PublicKey> keys = new HashSet<>();
        for (Organization organization : organizations) {
            Organization.Keys own = organization.keys();
            keys.addAll(List.of(own.approval(), own.seal(), own.recovery(), own.wrapping()));
        }
        if (keys.size() != 4 * organizations.size()) {
            throw new IllegalArgumentException("no key belongs to two organizations");
        }
    }

    private static void requireSatisfiable(
            List<Organization> organizations, Map<Section, SectionTerms> sections, EndorsementPolicy sealPolicy) {
        resolveSeal(organizations, sealPolicy);
        Map<OrganizationId, Set<Role>> roles = roles(organizations, Parties.ALL);
        sections.forEach((section, terms) -> roles.forEach((author, having) -> {
            if (having.stream().anyMatch(terms.writers()::contains)) {
                requireContentBasis(section, terms, roles, author);
            }
        }));
    }

    private static void requireContentBasis(
            Section section, SectionTerms terms, Map<OrganizationId, Set<Role>> roles, OrganizationId author) {
        ResolvedPolicy policy = terms.policy().resolve(roles, Optional.of(author));
        Set<OrganizationId> strangers = new TreeSet<>(policy.organizations());
        strangers.removeIf(id -> roles.get(id).stream().anyMatch(terms.readers()::contains));
        if (policy.satisfiedBy(strangers)) {
            throw new IllegalArgumentException("section " + section
                    + " could be endorsed by organizations none of which reads it (author " + author + ")");
        }
    }

    /** The document as it is signed and hashed. */
    public Map<String, Object> tree() {
        Map<String, Object> terms = new LinkedHashMap<>();
        new TreeMap<>(sections).forEach((section, of) -> terms.put(section.wire(), of.tree()));
        return Trees.object(
                "v",
                1L,
                "version",
                version.tree(),
                "previous",
                previous.map(Digest::hex).orElse(null),
                "lanes",
                (long) lanes,
                "organizations",
                Trees.list(organizations, Organization::tree),
                "sections",
                terms,
                "seal",
                sealPolicy.text(),
                "ledger",
                ledger);
    }

    /** Reads a document strictly. */
    public static ConsortiumDocument of(Object tree) {
        Fields fields = Fields.of(tree);
        fields.constant("v", 1L);
        ConsortiumDocument document = new ConsortiumDocument(
                fields.object("version", ConsortiumVersion::of),
                fields.optional("previous", Digest::new),
                fields.index("lanes", 256),
                fields.list("organizations", Organization::of),
                fields.object("sections", ConsortiumDocument::sections),
                fields.value("seal", PolicyText::parse),
                fields.string("ledger"));
        fields.end();
        return document;
    }

    private static Map<Section, SectionTerms> sections(Object tree) {
        Fields fields = Fields.of(tree);
        Map<Section, SectionTerms> sections = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            if (fields.has(section.wire())) {
                sections.put(section, fields.object(section.wire(), SectionTerms::of));
            }
        }
        fields.end();
        return sections;
    }
}
