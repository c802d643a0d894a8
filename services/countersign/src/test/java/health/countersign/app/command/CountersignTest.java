package health.countersign.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.CountersignMain;
import health.countersign.app.console.Exit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CountersignTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    static Stream<CommandLine> commands() {
        return all(CountersignMain.commandLine());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CountersignTest::all));
    }

    private int run(String... arguments) {
        CommandLine line = CountersignMain.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysWhatItDoesWithExamplesAndExitCodes(CommandLine command) {
        String help = command.getUsageMessage();

        assertThat(help).contains("Examples", "countersign ", "Exit codes", "--help", "--verbose");
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    }

    @Test
    void wrongUsageIsTold() {
        assertThat(run("verify", "--nonsense")).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("--nonsense").doesNotContain("\tat ");
    }

    @Test
    void aDirectoryWithoutConsortiumIsNotReachable() {
        assertThat(run("card", "x", "--dir", directory.toString())).isEqualTo(Exit.UNREACHABLE);
        assertThat(err.toString()).contains("countersign up").doesNotContain("\tat ");
    }

    @Test
    void aConsortiumFileThatIsNoneIsWrongUsage() throws Exception {
        Path file = Files.writeString(directory.resolve("consortium.json"), "{}");

        int exit = run("verify", "--consortium", file.toString(), "--ledger", "http://127.0.0.1:1");

        assertThat(exit).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("is no consortium file");
    }

    @Test
    void causesAreShownToThoseWhoAskForThem() {
        assertThat(run("token", "hospital-a", "--dir", directory.toString(), "--verbose"))
                .isEqualTo(Exit.UNREACHABLE);
        assertThat(err.toString()).contains("no issuer of tokens", "\tat ");
    }

    @Test
    void keysAreMadeOnceAndNeverOverwritten() {
        String[] generate = {
            "keys",
            "generate",
            "--out",
            directory.resolve("keys").toString(),
            "--offline",
            directory.resolve("offline").toString()
        };

        assertThat(run(generate)).isEqualTo(Exit.OK);
        assertThat(out.toString()).contains("approval", "seal", "recovery", "wrapping");
        assertThat(directory.resolve("offline")).isNotEmptyDirectory();
        assertThat(run(generate)).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("there is a key already");
    }

    @Test
    void demoRefusesADirectoryWithoutBundles() {
        assertThat(run("demo", "--input", directory.toString())).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("no FHIR bundles");
    }
}
