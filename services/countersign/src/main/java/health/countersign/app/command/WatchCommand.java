package health.countersign.app.command;

import health.countersign.app.client.Blocking;
import health.countersign.app.client.ChangeStream;
import health.countersign.app.client.StreamEvent;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign watch}: the life of changes as it happens. */
@Command(
        name = "watch",
        description = {
            "Follows the life of changes: submitted, each approval and refusal, decided, sealed, committed. After a",
            "break it goes on where it was. At the end it prints a cursor, from which another watch goes on."
        },
        footer = {
            "  countersign watch",
            "  countersign watch --as insurer --section billing --step committed --step rejected",
            "  countersign watch --from start --count 10"
        },
        exitCodeList = {"0:ended as asked", "1:refused", "2:wrong usage", "3:not reachable"})
public final class WatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CallerOptions caller;

    @Option(
            names = "--from",
            paramLabel = "CURSOR",
            defaultValue = ChangeStream.NOW,
            description = "now, start, or a cursor (default: ${DEFAULT-VALUE})")
    private String from;

    @Option(names = "--count", paramLabel = "N", description = "end after so many lines")
    private long count = Long.MAX_VALUE;

    @Option(names = "--card", paramLabel = "CARD", description = "only of these cards")
    private List<String> cards = List.of();

    @Option(names = "--section", paramLabel = "SECTION", description = "only of these sections")
    private List<String> sections = List.of();

    @Option(names = "--organization", paramLabel = "ORGANIZATION", description = "only by these, authors or answering")
    private List<String> organizations = List.of();

    @Option(names = "--step", paramLabel = "STEP", description = "only these steps, such as committed")
    private List<String> steps = List.of();

    @Option(names = "--json", description = "one JSON object on a line")
    private boolean json;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        URI notification = caller.notification();
        Supplier<String> token = caller.token();
        Watching watching = new Watching(console);
        Runtime.getRuntime().addShutdownHook(new Thread(watching::farewell, "farewell"));
        CallerOptions.reached(
                notification,
                () -> Blocking.run(vertx -> ChangeStream.follow(vertx, notification, token, filter(), from, watching)
                        .compose(stream -> watching.done.future().onComplete(v -> stream.close()))));
        return Exit.OK;
    }

    private JsonObject filter() {
        JsonObject filter = new JsonObject();
        put(filter, "cards", cards);
        put(filter, "sections", sections);
        put(filter, "organizations", organizations);
        put(filter, "types", steps);
        return filter;
    }

    private static void put(JsonObject filter, String name, List<String> values) {
        if (!values.isEmpty()) {
            filter.put(name, new JsonArray(values));
        }
    }

    /** Prints what comes, until it is enough. */
    private final class Watching implements ChangeStream.Listener {
        private final Console console;
        private final Promise<Void> done = Promise.promise();
        private final AtomicLong lines = new AtomicLong();
        private final AtomicReference<String> cursor = new AtomicReference<>("");

        Watching(Console console) {
            this.console = console;
        }

        @Override
        public void event(StreamEvent event) {
            if (done.future().isComplete()) {
                return;
            }
            cursor.set(event.cursor());
            console.line(
                    json
                            ? event.data()
                                    .copy()
                                    .put("step", event.step())
                                    .put("time", event.time())
                                    .encode()
                            : text(event));
            if (lines.incrementAndGet() >= count) {
                done.tryComplete();
            }
        }

        @Override
        public void gap(JsonObject missing) {
            console.note("the log no longer has some of what was to come: " + missing.encode());
        }

        @Override
        public void broken(String why, boolean forGood) {
            if (forGood) {
                done.tryFail(new CommandFailure(Exit.NO, why));
            } else {
                console.note("the stream broke (%s), trying again".formatted(why));
            }
        }

        void farewell() {
            if (!cursor.get().isEmpty()) {
                console.note("go on with: countersign watch --from " + cursor.get());
            }
        }

        private static String text(StreamEvent event) {
            JsonObject data = event.data();
            String who = data.getString("organization", data.getString("author", ""));
            String more = data.containsKey("reasons")
                    ? data.getJsonArray("reasons").encode()
                    : data.getString("code", data.getString("basis", data.getString("transaction", "")));
            return "%s  %-9s %-9s %.12s  %-15s %s"
                    .formatted(event.time(), event.step(), data.getString("section"), event.change(), who, more)
                    .stripTrailing();
        }
    }
}
