package health.countersign.notification;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Role;
import health.countersign.domain.Section;
import health.countersign.domain.SectionTerms;
import health.countersign.domain.UnsatisfiablePolicyException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a page needs to know of the consortium to show names instead of ids: {@code GET /v1/consortium}. */
final class ConsortiumTree {
    private final ConsortiumDocument document;
    private final Sentences sentences;

    ConsortiumTree(ConsortiumDocument document, Sentences sentences) {
        this.document = document;
        this.sentences = sentences;
    }

    Map<String, Object> of(OrganizationId caller) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("consortium", document.version().id());
        tree.put("version", document.version().version());
        tree.put("caller", caller.value());
        tree.put("lanes", document.lanes());
        tree.put("ledger", document.ledger());
        tree.put(
                "organizations",
                document.organizations().stream()
                        .map(ConsortiumTree::organization)
                        .toList());
        tree.put("sections", sections());
        Map<String, Object> seal = new LinkedHashMap<>();
        seal.put("policy", document.sealPolicy().text());
        seal.put("organizations", ids(document.resolvedSealPolicy().organizations()));
        tree.put("seal", seal);
        tree.put("codes", new TreeMap<>(sentences.byCode()));
        return tree;
    }

    private static Map<String, Object> organization(Organization organization) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", organization.id().value());
        tree.put("name", organization.name());
        tree.put("roles", roles(organization.roles()));
        return tree;
    }

    private List<Object> sections() {
        return new TreeMap<>(document.sections())
                .entrySet().stream()
                        .<Object>map(entry -> section(entry.getKey(), entry.getValue()))
                        .toList();
    }

    private Map<String, Object> section(Section section, SectionTerms terms) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", section.wire());
        tree.put("writers", roles(terms.writers()));
        tree.put("readers", ids(document.readers(section, Parties.ALL)));
        tree.put("policy", terms.policy().text());
        Map<String, Object> named = new LinkedHashMap<>();
        document.organizations().stream()
                .map(Organization::id)
                .filter(author -> document.writes(author, section))
                .forEach(author -> named.put(author.value(), named(section, author)));
        tree.put("named", named);
        return tree;
    }

    private List<String> named(Section section, OrganizationId author) {
        try {
            return ids(document.resolve(section, Parties.ALL, author).organizations());
        } catch (UnsatisfiablePolicyException nobody) {
            return List.of();
        }
    }

    private static List<String> roles(Collection<Role> roles) {
        return roles.stream().map(Role::value).sorted().toList();
    }

    private static List<String> ids(Collection<OrganizationId> organizations) {
        return organizations.stream().map(OrganizationId::value).sorted().toList();
    }
}
