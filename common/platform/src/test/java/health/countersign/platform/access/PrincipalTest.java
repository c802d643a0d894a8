package health.countersign.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import health.countersign.platform.access.Principal.Part;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {
    private static final SslPrincipalMapper BROKERS = SslPrincipalMapper.fromRules(Principal.MAPPING_RULES);

    @ParameterizedTest
    @EnumSource(Part.class)
    void brokersReadFromItsCertificateWhatTheListOfRightsCallsIt(Part part) throws Exception {
        Principal principal = new Principal("hospital-a", part);

        String name = BROKERS.getName(principal.distinguishedName());

        assertThat("User:" + name).isEqualTo(principal.kafka());
        assertThat(Principal.of(principal.kafka())).contains(principal);
    }

    @Test
    void whatAnAuthorityAddsToASubjectChangesNothing() throws Exception {
        assertThat(BROKERS.getName("CN=clinic,OU=member,O=Clinic of the City,C=DE"))
                .isEqualTo("clinic.member");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=clinic,OU=admin",
                "CN=clinic.operator,OU=member",
                "CN=CLINIC,OU=member",
                "CN=clinic,O=x,OU=operator",
                "O=x,CN=admin,OU=operator",
                "CN=admin,OU=operators"
            })
    void aSubjectOfAnotherFormIsNobodysPrincipal(String subject) throws Exception {
        assertThat(Principal.of("User:" + BROKERS.getName(subject))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Clinic", "a.b", "a,OU=operator", "1st"})
    void aNameThatCouldBeTakenForMoreIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Principal(name, Part.MEMBER));
    }
}
