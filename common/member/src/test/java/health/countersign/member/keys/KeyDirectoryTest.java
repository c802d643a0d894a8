package health.countersign.member.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.MalformedException;
import health.countersign.domain.Organization;
import health.countersign.ledger.Ed25519;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDirectoryTest {
    @TempDir
    Path directory;

    private final Ed25519 ed25519 = Ed25519.preferred();

    @Test
    void keysThatWereGeneratedAreReadBack() throws Exception {
        Organization.Keys made = keys().generate(offline());

        OrganizationKeys read = keys().read();

        assertThat(read.approval().publicKey()).isEqualTo(made.approval());
        assertThat(read.seal().publicKey()).isEqualTo(made.seal());
        assertThat(read.wrapping().publicKey()).isEqualTo(made.wrapping());
    }

    @Test
    void onlyTheOwnerMayOpenWhatIsWritten() throws Exception {
        keys().generate(offline());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own())))
                .isEqualTo("rwx------");
        try (var files = Files.list(own())) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void theRecoveryKeyIsKeptApart() throws Exception {
        keys().generate(offline());

        assertThat(own().resolve("recovery.key")).doesNotExist();
        assertThat(offline().resolve("recovery.key")).exists();
    }

    @Test
    void keysAreNeverOverwritten() throws Exception {
        keys().generate(offline());

        assertThatThrownBy(() -> keys().generate(offline())).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws Exception {
        keys().generate(offline());
        Files.setPosixFilePermissions(own().resolve("seal.key"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> keys().read())
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("seal.key");
    }

    @ParameterizedTest
    @CsvSource({"r--r-----, true", "rw-r-----, true", "r--r--r--, false", "rw-rw----, false", "r-xr-----, false"})
    void whatRootLendsMayBeReadByTheGroupAndNoOther(String permissions, boolean isPrivate) {
        assertThat(PrivateFiles.isPrivate(PosixFilePermissions.fromString(permissions), true))
                .isEqualTo(isPrivate);
    }

    @Test
    void aKeyUnderAnotherNameIsRefused() throws Exception {
        keys().generate(offline());
        Files.move(
                own().resolve("approval.key"),
                own().resolve("seal.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> keys().secret(KeyDirectory.Use.SEAL)).isInstanceOf(MalformedException.class);
    }

    private KeyDirectory keys() {
        return new KeyDirectory(own(), ed25519);
    }

    private Path own() {
        return directory.resolve("own");
    }

    private Path offline() {
        return directory.resolve("offline");
    }
}
