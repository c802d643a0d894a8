package health.countersign.app.command;

import health.countersign.app.console.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code countersign} alone: says what there is. */
@Command(
        name = "countersign",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        description = "One medical record per patient, kept by organizations that need not trust each other.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        headerHeading = "%n",
        descriptionHeading = "%n",
        parameterListHeading = "%nParameters%n",
        optionListHeading = "%nOptions%n",
        commandListHeading = "%nCommands%n",
        footerHeading = "%nExamples%n",
        footer = {
            "  countersign demo                     everything at once, with attacks",
            "  countersign up --dir data            five organizations on this machine",
            "  countersign COMMAND --help           what a command does"
        },
        exitCodeListHeading = "%nExit codes%n",
        exitCodeList = {
            "0:done, and the answer is yes",
            "1:the answer is no: not verified, refused, an attack had its way",
            "2:wrong usage",
            "3:could not start, or not reach a service or the ledger",
            "4:not decided within the time that was given",
            "70:a fault of this program"
        },
        subcommands = {
            UpCommand.class,
            ConsortiumCommand.class,
            TopicsCommand.class,
            RunCommand.class,
            ClusterCommand.class,
            DemoCommand.class,
            SubmitCommand.class,
            CardCommand.class,
            HistoryCommand.class,
            WatchCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            KeysCommand.class,
            TokenCommand.class,
            LoadCommand.class,
        })
public final class Countersign implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "show causes and log lines of the program")
    private boolean verbose;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return Exit.USAGE;
    }

    boolean verbose() {
        return verbose;
    }
}
