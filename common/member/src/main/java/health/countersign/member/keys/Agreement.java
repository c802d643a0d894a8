package health.countersign.member.keys;

import health.countersign.domain.EndorsementPolicy;
import health.countersign.domain.PolicyText;
import health.countersign.domain.Role;
import health.countersign.domain.Section;
import health.countersign.domain.SectionTerms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What founders agree on before there are keys.
 *
 * @param id of the consortium
 * @param lanes how many lanes there will be, for ever
 * @param ledger name of the ledger's chain
 */
public record Agreement(
        String id,
        List<Founder> founders,
        Map<Section, SectionTerms> sections,
        EndorsementPolicy sealPolicy,
        int lanes,
        String ledger) {
    private static final String EVERYBODY = "medical billing insurance";
    private static final String CLINICIAN_AND_OTHER = "all(any(role:medical), any(role:billing, role:insurance))";

    public Agreement {
        founders = List.copyOf(founders);
        sections = Map.copyOf(sections);
    }

    /** Two hospitals, a clinic, a billing office and an insurer: the consortium of one machine. */
    public static Agreement laptop() {
        List<Founder> founders = List.of(
                Founder.of("billing-office", "Billing Office", "billing"),
                Founder.of("clinic", "Clinic", "medical"),
                Founder.of("hospital-a", "Hospital A", "medical"),
                Founder.of("hospital-b", "Hospital B", "medical"),
                Founder.of("insurer", "Insurer", "insurance"));
        Map<Section, SectionTerms> sections = Map.of(
                Section.IDENTITY, terms("medical", EVERYBODY, CLINICIAN_AND_OTHER),
                Section.MEDICAL, terms("medical", "medical", CLINICIAN_AND_OTHER),
                Section.BILLING, terms("billing", EVERYBODY, "all(role:insurance, any(role:medical))"),
                Section.INSURANCE, terms("insurance", EVERYBODY, "all(role:billing, any(role:medical))"),
                Section.CONSENT, terms("medical", EVERYBODY, CLINICIAN_AND_OTHER));
        String seal =
                founders.stream().map(founder -> founder.id().value()).collect(Collectors.joining(", ", "3 of (", ")"));
        return new Agreement("laptop", founders, sections, PolicyText.parse(seal), 4, "embedded");
    }

    private static SectionTerms terms(String writers, String readers, String policy) {
        return new SectionTerms(roles(writers), roles(readers), PolicyText.parse(policy));
    }

    private static Set<Role> roles(String names) {
        return Stream.of(names.split(" ", -1)).map(Role::new).collect(Collectors.toSet());
    }
}
