package health.countersign.app.command;

import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code countersign card}: a card as an organization has it. */
@Command(
        name = "card",
        description = "Shows the current entries of a card, as far as an organization may read it.",
        footer = {
            "  countersign card 6f1c2f0e-…                     as hospital-a",
            "  countersign card 6f1c2f0e-… --as insurer --json"
        },
        exitCodeList = {"0:shown", "1:there is no such card for this organization", "2:wrong usage", "3:not reachable"})
public final class CardCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CallerOptions caller;

    @Parameters(paramLabel = "CARD", description = "id of the card")
    private String card;

    @Option(names = "--json", description = "print what the service answered, with the entries' contents")
    private boolean json;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        JsonObject body = caller.ask(api -> api.get("/v1/cards/" + card)).json();
        if (json) {
            console.line(body.encodePrettily());
            return Exit.OK;
        }
        console.line("card %s as %s has it".formatted(card, body.getString("organization")));
        flags(body).forEach(flag -> console.line("  FLAG " + ((JsonObject) flag).encode()));
        for (String section : body.getJsonObject("sections").fieldNames()) {
            JsonObject part = body.getJsonObject("sections").getJsonObject(section);
            JsonArray entries = part.getJsonArray("entries");
            console.line(
                    "%s: %s".formatted(section, part.getBoolean("readable") ? entries.size() + " entries" : "closed"));
            entries.forEach(entry -> console.line(line((JsonObject) entry)));
        }
        return Exit.OK;
    }

    private static JsonArray flags(JsonObject body) {
        return body.getJsonArray("flags", new JsonArray());
    }

    private static String line(JsonObject entry) {
        return "  %-26s %-36s by %-15s in change %s"
                .formatted(
                        entry.getString("type"),
                        entry.getString("id"),
                        entry.getString("author", "?"),
                        entry.getString("version"));
    }
}
