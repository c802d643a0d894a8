package health.countersign.member.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.Consortium;
import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Verifier;
import health.countersign.member.keys.ConsortiumFounding.Founded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsortiumFoundingTest {
    @TempDir
    Path directory;

    private final Ed25519 ed25519 = Ed25519.preferred();
    private ConsortiumFounding founding;
    private Founded founded;

    @BeforeEach
    void found() throws Exception {
        founding = new ConsortiumFounding(directory, ed25519);
        founded = founding.found(Agreement.laptop());
    }

    @Test
    void theFileIsReadBackAndEveryMemberSignedIt() throws Exception {
        Consortium read = ConsortiumFile.read(founding.file(), ed25519);

        assertThat(read.tree()).isEqualTo(founded.consortium().tree());
        assertThat(read.document().organizations()).hasSize(5);
    }

    @Test
    void everyLaneBeginsAsTheVerifierExpects() {
        Verifier verifier = new Verifier(founded.consortium(), ed25519);

        for (int lane = 0; lane < 4; lane++) {
            assertThat(verifier.judgeGenesis(founded.genesis().get(lane), lane).fault())
                    .isEmpty();
        }
    }

    @Test
    void theLanesAreMadeAgainByteForByte() throws Exception {
        List<Transaction> again = founding.genesis(founded.consortium());

        assertThat(again.stream().map(Transaction::id))
                .isEqualTo(founded.consortium().lanes());
    }

    @Test
    void aFileInWhichAWordWasChangedIsRefused() throws Exception {
        String text = Files.readString(founding.file());
        Files.writeString(founding.file(), text.replace("Hospital A", "Hospital Z"));

        assertThatThrownBy(() -> ConsortiumFile.read(founding.file(), ed25519)).isInstanceOf(MalformedException.class);
    }

    @Test
    void readersAndWritersAreThoseOfTheArchitecture() {
        var document = founded.consortium().document();
        OrganizationId insurer = new OrganizationId("insurer");
        OrganizationId clinic = new OrganizationId("clinic");

        assertThat(document.reads(insurer, Section.MEDICAL)).isFalse();
        assertThat(document.reads(clinic, Section.BILLING)).isTrue();
        assertThat(document.writes(clinic, Section.BILLING)).isFalse();
        assertThat(document.writes(insurer, Section.INSURANCE)).isTrue();
    }
}
