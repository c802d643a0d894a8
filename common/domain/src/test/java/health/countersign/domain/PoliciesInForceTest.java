package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoliciesInForceTest {
    private final ConsortiumDocument document = new Laptop().document;
    private final PoliciesInForce policies = new PoliciesInForce(document);

    @ParameterizedTest
    @EnumSource(Section.class)
    void aPolicyIsThatOfTheDocumentForEachAuthorAndPartiesHoweverOftenItIsAskedFor(Section section) {
        List<Header> headers = everyHeader(section);

        assertThat(headers).allMatch(header -> resolved(header).equals(resolvedAnew(header)));
        assertThat(headers).allMatch(header -> resolved(header).equals(resolvedAnew(header)));
    }

    @Test
    void anAuthorWhoIsNoMemberIsNotRemembered() {
        Header header = header(Section.MEDICAL, new OrganizationId("stranger"), Parties.ALL, "any");

        assertThat(resolved(header)).isEqualTo(resolvedAnew(header));
    }

    @Test
    void aHeaderNamesThePolicyOfItsSectionOrAnother() {
        assertThat(policies.names(header(Section.MEDICAL, Laptop.CLINIC, Parties.ALL, Laptop.clinicalPolicy())))
                .isTrue();
        assertThat(policies.names(header(Section.BILLING, Laptop.CLINIC, Parties.ALL, Laptop.clinicalPolicy())))
                .isFalse();
        assertThat(policies.names(header(Section.CONSENT, Laptop.CLINIC, Parties.ALL, Laptop.clinicalPolicy())))
                .isFalse();
    }

    private List<Header> everyHeader(Section section) {
        return document.organizations().stream()
                .flatMap(author -> everyParties().stream().map(parties -> header(section, author.id(), parties, "any")))
                .toList();
    }

    private List<Parties> everyParties() {
        List<OrganizationId> ids =
                document.organizations().stream().map(Organization::id).toList();
        List<Parties> every = new ArrayList<>(List.of(Parties.ALL));
        for (int chosen = 1; chosen < 1 << ids.size(); chosen++) {
            int bits = chosen;
            every.add(Parties.of(ids.stream()
                    .filter(id -> (bits & 1 << ids.indexOf(id)) != 0)
                    .toList()));
        }
        return every;
    }

    private Optional<ResolvedPolicy> resolved(Header header) {
        try {
            return Optional.of(policies.resolve(header));
        } catch (UnsatisfiablePolicyException nobodyCan) {
            return Optional.empty();
        }
    }

    private Optional<ResolvedPolicy> resolvedAnew(Header header) {
        try {
            return Optional.of(document.resolve(header.section(), header.parties(), header.author()));
        } catch (UnsatisfiablePolicyException nobodyCan) {
            return Optional.empty();
        }
    }

    private Header header(Section section, OrganizationId author, Parties parties, String policy) {
        CardId card = CardId.random();
        return new Header(
                document.version(),
                card,
                section,
                author,
                parties,
                List.of(new Touch(TouchKey.structural(card, TouchKey.keys(section)), Optional.empty())),
                List.of(),
                Digest.of(new byte[0]),
                new ContentReference(Digest.of(new byte[0]), new KeyId("00".repeat(32))),
                policy,
                Instant.EPOCH,
                Laptop.nonce());
    }
}
