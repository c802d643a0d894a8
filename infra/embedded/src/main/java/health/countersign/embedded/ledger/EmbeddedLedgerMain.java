package health.countersign.embedded.ledger;

import health.countersign.embedded.Program;
import health.countersign.ledger.Ed25519;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The ledger node as a program of its own. */
@Command(
        name = "embedded-ledger",
        mixinStandardHelpOptions = true,
        version = "embedded-ledger 0.1.0",
        description = "A ledger of one node for one machine, on 127.0.0.1, with the HTTP API of BigchainDB 2.2. "
                + "No replicas, no Byzantine fault tolerance.")
public final class EmbeddedLedgerMain implements Callable<Integer> {
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 30;

    @Option(names = "--dir", required = true, description = "directory of its data, made if missing")
    private Path directory;

    @Option(
            names = "--port",
            defaultValue = "9984",
            description =
                    "port of the HTTP API; 0 takes that of last time, else a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--events-port",
            defaultValue = "9985",
            description = "port of the event stream, in the same way (default: ${DEFAULT-VALUE})")
    private int eventsPort;

    @Spec
    private CommandSpec spec;

    public static void main(String... arguments) {
        System.exit(Program.run(new EmbeddedLedgerMain(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        LedgerSettings settings = Program.settings(spec, () -> new LedgerSettings(directory, port, eventsPort));
        Vertx vertx = Vertx.vertx();
        try {
            EmbeddedLedgerNode node = EmbeddedLedgerNode.start(vertx, settings, Ed25519.preferred())
                    .await(START_SECONDS, TimeUnit.SECONDS);
            var out = spec.commandLine().getOut();
            out.printf(
                    "ledger %s, events %s, height %d, data in %s%n",
                    node.uri(), node.streamUri(), node.height(), directory);
            out.flush();
            Program.untilStopped(() -> node.close().await(STOP_SECONDS, TimeUnit.SECONDS));
            return 0;
        } finally {
            vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        }
    }
}
