package health.countersign.app.command;

import health.countersign.app.cluster.LocalCluster;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign cluster}: Kafka, BigchainDB and PostgreSQL as real processes of this machine. */
@Command(
        name = "cluster",
        description = {
            "Runs what organizations share as real processes of this machine: brokers of Kafka, nodes of BigchainDB",
            "with Tendermint, and a PostgreSQL server for the views. It goes on running when the command has ended.",
            "It needs Python 3.10 or 3.11 with venv, Go 1.21 or newer, and PostgreSQL's server (unless --no-postgres)."
        },
        footer = {
            "  countersign cluster up",
            "  countersign cluster up --validators 1 --brokers 1 --no-postgres",
            "  countersign demo --cluster           the whole demo on it",
            "  countersign cluster status",
            "  countersign cluster down"
        },
        exitCodeList = {
            "0:done, and all of it runs or none",
            "1:some of it does not run",
            "2:wrong usage",
            "3:could not start"
        },
        subcommands = {ClusterCommand.Up.class, ClusterCommand.Status.class, ClusterCommand.Down.class})
public final class ClusterCommand implements Callable<Integer> {
    static final String DEFAULT = "countersign-cluster";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return Exit.USAGE;
    }

    /** {@code --dir}: the directory of a cluster. */
    static final class Directory {
        @Option(
                names = "--dir",
                paramLabel = "DIR",
                defaultValue = DEFAULT,
                description = "where it keeps everything (default: ${DEFAULT-VALUE})")
        private Path directory;

        LocalCluster cluster() {
            return LocalCluster.find(directory)
                    .orElseThrow(() -> CommandFailure.unreachable(
                            "no cluster was ever started in %s: run 'countersign cluster up', or give another --dir"
                                    .formatted(directory),
                            null));
        }
    }

    /** {@code countersign cluster up}. */
    @Command(
            name = "up",
            description = {
                "Starts what does not run yet, and ends when all serves. The first time BigchainDB and Tendermint are",
                "built from published packages, which takes some minutes; later starts take seconds."
            },
            exitCodeList = {
                "0:all of it serves",
                "2:wrong usage",
                "3:this machine lacks something, or it could not start"
            })
    static final class Up implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Directory directory;

        @Mixin
        private ClusterOptions size;

        @Override
        public Integer call() {
            Console console = Console.of(spec);
            LocalCluster cluster = size.up(directory.directory, console);
            ClusterCommand.tell(console, cluster);
            return Exit.OK;
        }
    }

    /** {@code countersign cluster status}. */
    @Command(
            name = "status",
            description = "Tells which of its processes run, and where.",
            exitCodeList = {"0:all of it runs", "1:some of it does not", "2:wrong usage", "3:there is no cluster"})
    static final class Status implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Directory directory;

        @Override
        public Integer call() {
            LocalCluster cluster = directory.cluster();
            tell(Console.of(spec), cluster);
            return cluster.isRunning() ? Exit.OK : Exit.NO;
        }
    }

    /** {@code countersign cluster down}. */
    @Command(
            name = "down",
            description = "Ends its processes, and no others. What they keep stays: 'cluster up' goes on from there.",
            exitCodeList = {"0:none of it runs", "2:wrong usage", "3:there is no cluster"})
    static final class Down implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Directory directory;

        @Override
        public Integer call() {
            LocalCluster cluster = directory.cluster();
            cluster.down();
            tell(Console.of(spec), cluster);
            return Exit.OK;
        }
    }

    private static void tell(Console console, LocalCluster cluster) {
        for (LocalCluster.Part part : cluster.parts()) {
            console.line("%-24s %-8s %s".formatted(part.name(), part.running() ? "runs" : "is down", part.address()));
        }
    }
}
