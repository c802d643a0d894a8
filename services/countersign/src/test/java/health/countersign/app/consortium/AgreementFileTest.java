package health.countersign.app.consortium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.app.console.CommandFailure;
import health.countersign.domain.Section;
import health.countersign.member.keys.Agreement;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementFileTest {
    private static final String AGREEMENT = """
            {"id": "valley", "lanes": 2, "ledger": "embedded", "seal": "2 of (lab, ward, desk)",
             "founders": [
               {"id": "ward", "name": "Ward", "roles": ["medical"]},
               {"id": "lab", "name": "Lab", "roles": ["medical"]},
               {"id": "desk", "name": "Desk", "roles": ["billing"]}],
             "sections": {
               "identity": {"writers": ["medical"], "readers": ["medical", "billing"], "policy": "any(role:medical)"}}}
            """;

    @TempDir
    private Path directory;

    @Test
    void anAgreementSaysWhoFoundsWhat() throws Exception {
        Agreement agreement = AgreementFile.read(write(AGREEMENT));

        assertThat(agreement.id()).isEqualTo("valley");
        assertThat(agreement.lanes()).isEqualTo(2);
        assertThat(agreement.founders()).hasSize(3);
        assertThat(agreement.sections().get(Section.IDENTITY).policy().text()).isEqualTo("any(role:medical)");
        assertThat(agreement.sealPolicy().text()).isEqualTo("2 of (lab, ward, desk)");
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws Exception {
        Path file = write(AGREEMENT.replace("any(role:medical)", "any(role:medical"));

        assertThatThrownBy(() -> AgreementFile.read(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("/sections/identity/policy");
    }

    @Test
    void whatIsUnknownIsRefused() throws Exception {
        Path file = write(AGREEMENT.replace("\"lanes\": 2", "\"lanes\": 2, \"lane\": 3"));

        assertThatThrownBy(() -> AgreementFile.read(file)).isInstanceOf(CommandFailure.class);
    }

    @Test
    void whatNobodyCouldSatisfyIsRefusedInOneSentence() throws Exception {
        Agreement agreement = AgreementFile.read(write(AGREEMENT.replace("2 of (lab", "4 of (lab")));
        ConsortiumFiles files = new ConsortiumFiles(directory.resolve("data"));

        assertThatThrownBy(() -> ConsortiumFolder.make(files, agreement))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("4 of (lab, ward, desk)");
        assertThat(files.consortium()).doesNotExist();
    }

    private Path write(String text) throws Exception {
        return Files.writeString(directory.resolve("agreement.json"), text);
    }
}
