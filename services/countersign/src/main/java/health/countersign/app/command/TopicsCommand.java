package health.countersign.app.command;

import health.countersign.app.console.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code countersign topics}: what the consortium's operator does on Kafka. */
@Command(
        name = "topics",
        description = "Makes the consortium's topics on Kafka, and gives the rights to use them.",
        footer = "  countersign topics create --settings operator.yaml --rights",
        exitCodeList = {"0:done", "2:wrong usage, or settings that cannot be used", "3:Kafka cannot be reached"},
        subcommands = CreateTopicsCommand.class)
public final class TopicsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return Exit.USAGE;
    }
}
