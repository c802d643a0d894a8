package health.countersign.app;

import health.countersign.app.command.Countersign;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.LogFile;
import java.util.Arrays;
import picocli.CommandLine;

/** The program {@code countersign}. */
public final class CountersignMain {
    private CountersignMain() {}

    public static void main(String... arguments) {
        LogFile.quiet(Arrays.asList(arguments).contains("--verbose"));
        System.exit(commandLine().execute(arguments));
    }

    /** The command line with all its sub-commands; what goes wrong ends as one sentence and an exit code. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Countersign());
        line.setExecutionExceptionHandler(CommandFailure::tell);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        return line;
    }
}
