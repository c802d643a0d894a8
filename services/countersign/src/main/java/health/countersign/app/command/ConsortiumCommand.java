package health.countersign.app.command;

import health.countersign.app.console.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code countersign consortium}: what there is to do before its programs can run. */
@Command(
        name = "consortium",
        description = "Founds a consortium, and opens its lanes on a ledger.",
        footer = {"  countersign consortium init data", "  countersign consortium open data"},
        exitCodeList = {"0:done", "2:wrong usage", "3:files, Kafka or the ledger cannot be reached"},
        subcommands = {InitCommand.class, OpenCommand.class})
public final class ConsortiumCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return Exit.USAGE;
    }
}
