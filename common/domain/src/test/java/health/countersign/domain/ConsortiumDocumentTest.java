package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsortiumDocumentTest {
    private final Laptop laptop = new Laptop();

    @Test
    void aDocumentReadsBackEqualAndHashesTheSame() {
        ConsortiumDocument read = ConsortiumDocument.of(laptop.document.tree());

        assertThat(read).isEqualTo(laptop.document);
        assertThat(read.hash()).isEqualTo(laptop.document.hash());
    }

    @Test
    void aPolicyThatStrangersAloneCouldSatisfyIsRefused() {
        SectionTerms unread = Laptop.terms(
                Set.of(Laptop.MEDICAL), Set.of(Laptop.MEDICAL), "any(role:medical, role:billing, role:insurance)");

        assertThatThrownBy(() -> with(Map.of(Section.MEDICAL, unread)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of which reads it");
    }

    @Test
    void aPolicyThatSomePossibleAuthorCannotSatisfyIsRefused() {
        Stream.of("all(clinic, any(role:medical))", "3 of (role:medical)", "any(role:laboratory)")
                .forEach(policy -> assertThatThrownBy(() -> with(Map.of(
                                Section.MEDICAL, Laptop.terms(Set.of(Laptop.MEDICAL), Set.of(Laptop.MEDICAL), policy))))
                        .as(policy)
                        .isInstanceOf(UnsatisfiablePolicyException.class));
    }

    @Test
    void nobodySharesAKeyWithAnother() {
        List<Organization> twins = new ArrayList<>(laptop.document.organizations());
        Organization first = twins.get(0);
        twins.set(1, new Organization(twins.get(1).id(), "twin", Set.of(Laptop.MEDICAL), first.keys()));

        assertThatThrownBy(() -> with(twins, laptop.document.sections()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
    }

    @Test
    void theLaptopPoliciesNameWhomTheyShould() {
        ResolvedPolicy medical = laptop.document.resolve(Section.MEDICAL, Parties.ALL, Laptop.HOSPITAL_A);

        assertThat(medical.satisfiedBy(Set.of(Laptop.CLINIC, Laptop.INSURER))).isTrue();
        assertThat(medical.satisfiedBy(Set.of(Laptop.CLINIC, Laptop.HOSPITAL_B)))
                .isFalse();
        assertThat(medical.satisfiedBy(Set.of(Laptop.HOSPITAL_A, Laptop.INSURER)))
                .isFalse();
        assertThat(laptop.document.readers(Section.MEDICAL, Parties.ALL))
                .containsExactly(Laptop.CLINIC, Laptop.HOSPITAL_A, Laptop.HOSPITAL_B);
        assertThat(laptop.document.writes(Laptop.INSURER, Section.BILLING)).isFalse();
    }

    @Test
    void whatDoesNotBelongIntoADocumentIsRefusedWithItsPlace() {
        Map<String, Object> tree = laptop.document.tree();
        tree.put("surprise", true);
        assertThatThrownBy(() -> ConsortiumDocument.of(tree)).isInstanceOf(MalformedException.class);
        tree.remove("surprise");
        tree.put("lanes", 0L);
        assertThatThrownBy(() -> ConsortiumDocument.of(tree)).isInstanceOf(IllegalArgumentException.class);
        tree.put("lanes", "4");
        assertThatThrownBy(() -> ConsortiumDocument.of(tree))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("/lanes");
    }

    private ConsortiumDocument with(Map<Section, SectionTerms> sections) {
        return with(laptop.document.organizations(), sections);
    }

    private ConsortiumDocument with(List<Organization> organizations, Map<Section, SectionTerms> sections) {
        return new ConsortiumDocument(
                laptop.document.version(),
                laptop.document.previous(),
                laptop.document.lanes(),
                organizations,
                sections,
                laptop.document.sealPolicy(),
                laptop.document.ledger());
    }
}
