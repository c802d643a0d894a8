package health.countersign.app.command;

import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code countersign history}: every change of a card, and who signed it. */
@Command(
        name = "history",
        description = "Shows every change of a card in the ledger's order: author, approvals, refusals, transaction.",
        footer = {"  countersign history 6f1c2f0e-…", "  countersign history 6f1c2f0e-… --as clinic --json"},
        exitCodeList = {"0:shown", "1:there is no such card for this organization", "2:wrong usage", "3:not reachable"})
public final class HistoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CallerOptions caller;

    @Parameters(paramLabel = "CARD", description = "id of the card")
    private String card;

    @Option(names = "--json", description = "print what the service answered, with all contents")
    private boolean json;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        JsonObject body = caller.ask(api -> api.get("/v1/cards/%s/history".formatted(card)))
                .json();
        if (json) {
            console.line(body.encodePrettily());
            return Exit.OK;
        }
        body.getJsonArray("changes").forEach(change -> print(console, (JsonObject) change));
        body.getJsonArray("proposals").forEach(open -> {
            JsonObject proposal = (JsonObject) open;
            console.line("%s  %s of %s by %s"
                    .formatted(
                            proposal.getString("change"),
                            proposal.getString("state"),
                            proposal.getString("section"),
                            proposal.getString("author")));
        });
        return Exit.OK;
    }

    private static void print(Console console, JsonObject change) {
        JsonObject receipt = change.getJsonObject("receipt", new JsonObject());
        console.line("%s  %s by %s"
                .formatted(change.getString("change"), change.getString("section"), change.getString("author")));
        console.line("    entries   "
                + change.getJsonArray("entries", new JsonArray()).stream()
                        .map(entry ->
                                ((JsonObject) entry).getString("type") + "/" + ((JsonObject) entry).getString("id"))
                        .collect(Collectors.joining(", ")));
        console.line("    approved  " + names(change.getJsonArray("approvals"), "basis"));
        if (!change.getJsonArray("refusals").isEmpty()) {
            console.line("    refused   " + names(change.getJsonArray("refusals"), "reasons"));
        }
        console.line("    sealed    "
                + change.getJsonArray("sealedBy", new JsonArray()).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")));
        console.line("    ledger    lane %s, transaction %s, %s"
                .formatted(receipt.getValue("lane"), receipt.getValue("seq"), receipt.getString("transaction")));
    }

    private static String names(JsonArray answers, String what) {
        return answers.stream()
                .map(JsonObject.class::cast)
                .map(answer -> "%s (%s)".formatted(answer.getString("organization"), answer.getValue(what)))
                .collect(Collectors.joining(", "));
    }
}
