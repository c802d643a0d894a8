package health.countersign.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.embedded.broker.EmbeddedBrokerMain;
import health.countersign.embedded.ledger.EmbeddedLedgerMain;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProgramTest {
    @TempDir
    Path directory;

    /** Otherwise the programs would choose their own for all tests of this JVM. */
    @BeforeAll
    static void keepTheLogOfTests() {
        System.setProperty("logback.configurationFile", "logback-test.xml");
    }

    static Stream<Object> programs() {
        return Stream.of(new EmbeddedBrokerMain(), new EmbeddedLedgerMain());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void helpIsNoFailure(Object program) {
        assertThat(Program.run(program, "--help")).isZero();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aMissingDirectoryIsWrongUsage(Object program) {
        assertThat(Program.run(program, "--port", "0")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aDirectoryInUseIsAFailureToStart(Object program) {
        try (DirectoryLock lock = DirectoryLock.of(directory)) {
            assertThat(Program.run(program, "--port", "0", "--dir", directory.toString()))
                    .isEqualTo(1);
            assertThat(lock).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aPortThatIsNoneIsWrongUsage(Object program) {
        assertThat(Program.run(program, "--port", "70000", "--dir", directory.toString()))
                .isEqualTo(2);
    }
}
