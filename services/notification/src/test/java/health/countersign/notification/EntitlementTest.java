package health.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntitlementTest {
    private static final Cast CAST = new Cast();
    private static final List<OrganizationId> ALL =
            List.of(Cast.RIVERSIDE, Cast.ST_MARY, Cast.LAKESIDE, Cast.MERIDIAN, Cast.NORTHSTAR);
    private static final Map<Section, OrganizationId> AUTHORS = Map.of(
            Section.IDENTITY, Cast.RIVERSIDE,
            Section.MEDICAL, Cast.RIVERSIDE,
            Section.BILLING, Cast.MERIDIAN,
            Section.INSURANCE, Cast.NORTHSTAR,
            Section.CONSENT, Cast.RIVERSIDE);

    private final Entitlement entitlement = new Entitlement(CAST.document());

    @ParameterizedTest
    @EnumSource(Section.class)
    void onACardOfAllEveryOrganizationReadsTheSectionOrIsNamedByItsPolicy(Section section) {
        assertThat(ALL).allMatch(organization -> entitlement.sees(organization, change(section, Parties.ALL)));
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void whoIsNoPartyOfTheCardHearsNothingAndItsReadersHearStill(Section section) {
        for (OrganizationId outsider : ALL) {
            List<OrganizationId> insiders =
                    ALL.stream().filter(each -> !each.equals(outsider)).toList();

            ChangeFacts change = change(section, Parties.of(insiders));

            assertThat(entitlement.sees(outsider, change)).isFalse();
            assertThat(insiders)
                    .filteredOn(insider -> CAST.document().reads(insider, section))
                    .allMatch(reader -> entitlement.sees(reader, change));
        }
    }

    @Test
    void aPartyThatNeitherReadsNorIsNamedHearsNothing() {
        ChangeFacts medical = change(Section.MEDICAL, Parties.ALL);
        ChangeFacts unnamed = new ChangeFacts(medical.subject(), medical.parties(), List.of(Cast.ST_MARY));

        assertThat(ALL.stream().filter(organization -> entitlement.sees(organization, unnamed)))
                .containsExactlyInAnyOrderElementsOf(Set.of(Cast.RIVERSIDE, Cast.ST_MARY, Cast.LAKESIDE));
    }

    @Test
    void aStrangerHearsNothing() {
        OrganizationId stranger = new OrganizationId("stranger");

        assertThat(entitlement.sees(stranger, change(Section.IDENTITY, Parties.ALL)))
                .isFalse();
    }

    private static ChangeFacts change(Section section, Parties parties) {
        Play play = new Play(CAST, 3);
        return ChangeFacts.of(play.propose(play.card(), section, AUTHORS.get(section), parties), CAST.document());
    }
}
