package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.consortium.Backbone;
import health.countersign.app.consortium.Backbone.LedgerAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** {@code --kafka}, {@code --ledger}, {@code --ledger-stream}: where the shared parts are. */
public final class BackboneOptions {
    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            split = ",",
            defaultValue = "127.0.0.1:9092",
            description = "brokers, any of them (default: ${DEFAULT-VALUE})")
    private List<String> kafka;

    @Option(
            names = "--ledger",
            paramLabel = "URL",
            split = ",",
            defaultValue = "http://127.0.0.1:9984",
            description = "APIs of ledger nodes (default: ${DEFAULT-VALUE})")
    private List<URI> ledger;

    @Option(
            names = "--ledger-stream",
            paramLabel = "URL",
            split = ",",
            defaultValue = "ws://127.0.0.1:9985",
            description = "their event streams, in the same order (default: ${DEFAULT-VALUE})")
    private List<URI> streams;

    Backbone backbone() {
        if (ledger.size() != streams.size()) {
            throw CommandFailure.usage("give as many --ledger-stream as --ledger");
        }
        return new Backbone.Plain(
                kafka,
                IntStream.range(0, ledger.size())
                        .mapToObj(i -> new LedgerAddress(ledger.get(i), streams.get(i)))
                        .toList());
    }
}
