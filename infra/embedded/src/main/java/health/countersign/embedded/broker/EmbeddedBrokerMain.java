package health.countersign.embedded.broker;

import health.countersign.embedded.Program;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The broker as a program of its own. */
@Command(
        name = "embedded-broker",
        mixinStandardHelpOptions = true,
        version = "embedded-broker 0.1.0",
        description = "One Kafka broker for one machine, on 127.0.0.1, without replicas.")
public final class EmbeddedBrokerMain implements Callable<Integer> {
    @Option(names = "--dir", required = true, description = "directory of its data, made if missing")
    private Path directory;

    @Option(
            names = "--port",
            defaultValue = "9092",
            description =
                    "port for clients; 0 takes the port of last time, else a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--durability",
            defaultValue = "PROCESS_CRASH",
            description = "what acknowledged records survive: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private BrokerDurability durability;

    @Spec
    private CommandSpec spec;

    public static void main(String... arguments) {
        System.exit(Program.run(new EmbeddedBrokerMain(), arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedBroker broker =
                EmbeddedBroker.start(Program.settings(spec, () -> new BrokerSettings(directory, port, 0, durability)));
        var out = spec.commandLine().getOut();
        out.printf("kafka %s, cluster %s, data in %s%n", broker.bootstrapServers(), broker.clusterId(), directory);
        out.flush();
        Program.untilStopped(broker);
        return 0;
    }
}
