package health.countersign.app.command;

import health.countersign.app.client.Accepted;
import health.countersign.app.client.Api;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Reply;
import health.countersign.app.client.Retrying;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code countersign submit}: proposes a change, and waits until it is decided. */
@Command(
        name = "submit",
        description = {
            "Proposes a change of a card with one FHIR resource or several of one section, and waits until it is",
            "committed or refused. Without --card a Patient opens a new card."
        },
        footer = {
            "  countersign submit patient.json",
            "  countersign submit --card 6f1c2f0e-… --as clinic observation.json",
            "  cat observation.json | countersign submit --card 6f1c2f0e-… --reason 'control' -"
        },
        exitCodeList = {
            "0:committed, or taken with --no-wait",
            "1:refused, rejected or expired; the reasons are printed",
            "2:wrong usage",
            "3:not reachable",
            "4:not decided within --wait"
        })
public final class SubmitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CallerOptions caller;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "a FHIR resource in JSON; - reads one from standard input")
    private List<Path> files;

    @Option(names = "--card", paramLabel = "CARD", description = "id of the card; without it a new one is opened")
    private String card;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for those who may read it", defaultValue = "")
    private String reason;

    @Option(names = "--base", paramLabel = "ENTRY=CHANGE", description = "version that is corrected, by entry name")
    private java.util.Map<String, String> bases = new java.util.TreeMap<>();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "how long to wait for the outcome (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--no-wait", description = "end as soon as the service has taken it")
    private boolean noWait;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        ChangeBody change = body();
        String key = UUID.randomUUID().toString();
        String path = card == null ? "/v1/cards" : "/v1/cards/%s/changes".formatted(card);
        Accepted taken = Accepted.of(caller.ask(api -> api.post(path, change.json(), Optional.of(key))));
        console.line("change " + taken.change());
        console.line("card   " + taken.card());
        if (noWait) {
            return Exit.OK;
        }
        JsonObject proposal = caller.ask(api -> outcome(api, taken)).json();
        return tell(console, proposal);
    }

    private ChangeBody body() {
        ChangeBody change = ChangeBody.of(reason);
        for (Path file : files) {
            try {
                change.entry(file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file));
            } catch (IOException unreadable) {
                throw new CommandFailure(
                        Exit.USAGE,
                        "cannot read the file " + file + ": check its path; the card to change is named with --card",
                        unreadable);
            }
        }
        if (!bases.isEmpty()) {
            JsonObject tree = new JsonObject();
            bases.forEach(tree::put);
            change.with("bases", tree);
        }
        return change;
    }

    /** Asks until the outcome is there or the time is over. */
    private Future<Reply> outcome(Api api, Accepted taken) {
        return poll(api, taken, System.nanoTime());
    }

    private Future<Reply> poll(Api api, Accepted taken, long begun) {
        return api.get("/v1/proposals/" + taken.change()).compose(reply -> {
            boolean over =
                    System.nanoTime() - begun > Duration.ofSeconds(seconds).toNanos();
            boolean decided = !reply.isDone() || reply.json().getBoolean("final", false);
            return over || decided
                    ? Future.succeededFuture(reply)
                    : Vertx.currentContext()
                            .owner()
                            .timer(Retrying.LOOK_AGAIN_MILLISECONDS)
                            .compose(v -> poll(api, taken, begun));
        });
    }

    private static int tell(Console console, JsonObject proposal) {
        String state = proposal.getString("state");
        console.line("state  " + state);
        proposal.getJsonArray("approvals", new JsonArray()).forEach(each -> {
            JsonObject approval = (JsonObject) each;
            console.line(
                    "  approved by %s (%s)".formatted(approval.getString("organization"), approval.getString("basis")));
        });
        proposal.getJsonArray("refusals", new JsonArray()).forEach(each -> {
            JsonObject refusal = (JsonObject) each;
            console.line("  refused by %s: %s"
                    .formatted(
                            refusal.getString("organization"),
                            refusal.getJsonArray("reasons").stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))));
        });
        if (state.equals("committed")) {
            console.line("  receipt " + proposal.getJsonObject("receipt").encode());
            return Exit.OK;
        }
        if (proposal.containsKey("outcome")) {
            console.line("  " + proposal.getJsonObject("outcome").encode());
        }
        return proposal.getBoolean("final") ? Exit.NO : Exit.NOT_YET;
    }
}
