package health.countersign.app.command;

import health.countersign.app.cluster.ClusterSize;
import health.countersign.app.cluster.LocalCluster;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.processes.MissingProgramException;
import health.countersign.processes.ProcessFailedException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --validators}, {@code --brokers}, {@code --postgres}: how much of everything a cluster has. */
public final class ClusterOptions {
    @Option(
            names = "--validators",
            paramLabel = "1|4",
            defaultValue = "4",
            description = "nodes of BigchainDB; of four one may fail (default: ${DEFAULT-VALUE})")
    private int validators;

    @Option(
            names = "--brokers",
            paramLabel = "1|3",
            defaultValue = "3",
            description = "brokers of Kafka; of three one may fail (default: ${DEFAULT-VALUE})")
    private int brokers;

    @Option(
            names = "--postgres",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "views on a PostgreSQL server, or else in files (default: ${DEFAULT-VALUE})")
    private boolean postgres;

    /** Starts what does not run yet; what this machine lacks is told in one sentence. */
    LocalCluster up(Path directory, Console console) {
        try {
            return LocalCluster.up(directory, new ClusterSize(validators, brokers, postgres), console::note);
        } catch (IllegalArgumentException wrongSize) {
            throw new CommandFailure(Exit.USAGE, wrongSize.getMessage(), wrongSize);
        } catch (MissingProgramException | ProcessFailedException failed) {
            throw CommandFailure.unreachable(failed.getMessage(), failed);
        }
    }
}
