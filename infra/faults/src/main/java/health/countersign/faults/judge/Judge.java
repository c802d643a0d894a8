package health.countersign.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges the folder of a run: what was acknowledged, the ledger, the outcomes, the histories and the streams. */
public final class Judge {
    private final Path folder;
    private final List<Violation> violations = new ArrayList<>();

    /** Committed changes and where they stand among all of their card, by the ledger. */
    private final Map<String, String> committed = new HashMap<>();

    private final Map<String, List<String>> cards = new HashMap<>();
    private final Map<String, Set<String>> outcomes = new HashMap<>();
    private final Map<String, String> acknowledged = new HashMap<>();

    private Judge(Path folder) {
        this.folder = folder;
    }

    /** What is wrong; nothing, if all is as it must be. */
    public static List<Violation> judge(Path folder) throws IOException {
        Judge judge = new Judge(folder);
        judge.ledger();
        judge.outcomes();
        judge.acknowledged();
        for (Path history : JsonLines.in(folder.resolve("histories"))) {
            judge.history(history);
        }
        for (Path stream : JsonLines.in(folder.resolve("streams"))) {
            judge.stream(stream);
        }
        return List.copyOf(judge.violations);
    }

    private void violated(String invariant, String what) {
        violations.add(new Violation(invariant, what));
    }

    /** I3: no change twice. */
    private void ledger() throws IOException {
        List<Path> files = JsonLines.in(folder.resolve("lanes"));
        for (int number = 0; number < files.size(); number++) {
            Lane lane = Lane.of(number, JsonLines.read(files.get(number)));
            violations.addAll(lane.violations());
            for (Lane.Change change : lane.changes()) {
                if (committed.put(change.id(), change.card()) != null) {
                    violated("I3", "%s is committed twice".formatted(change.id()));
                }
                cards.computeIfAbsent(change.card(), card -> new ArrayList<>()).add(change.id());
            }
        }
    }

    /** I5: one decision for each change, and none against the ledger. */
    private void outcomes() throws IOException {
        for (Path file : JsonLines.in(folder.resolve("outcomes"))) {
            for (JsonNode line : JsonLines.read(file)) {
                byte[] value = Base64.getDecoder().decode(line.path("value").asText());
                JsonLines.tree(value).ifPresent(record -> record.path("events").forEach(this::outcome));
            }
        }
        outcomes.forEach((change, ends) -> {
            if (ends.size() > 1) {
                violated("I5", "%s ended in several ways: %s".formatted(change, ends));
            }
            if (committed.containsKey(change) && !ends.equals(Set.of("change-committed"))) {
                violated("I5", "%s is on the ledger, and was told as %s".formatted(change, ends));
            }
            if (ends.contains("change-committed") && !committed.containsKey(change)) {
                violated("I5", "%s was told as committed and is not on the ledger".formatted(change));
            }
        });
    }

    private void outcome(JsonNode event) {
        String type = event.path("type").asText();
        if (Set.of("change-committed", "proposal-rejected", "proposal-expired").contains(type)) {
            outcomes.computeIfAbsent(event.at("/subject/change").asText(), change -> new LinkedHashSet<>())
                    .add(type);
        }
    }

    /** I2, I10: what was acknowledged has ended. */
    private void acknowledged() throws IOException {
        for (JsonNode line : JsonLines.read(folder.resolve("submissions.jsonl"))) {
            if (line.has("change")) {
                String change = line.path("change").asText();
                acknowledged.put(change, line.path("card").asText());
                if (!outcomes.containsKey(change)) {
                    violated(
                            "I2",
                            "%s (%s) was acknowledged and has no outcome"
                                    .formatted(change, line.path("kind").asText()));
                }
            }
        }
    }

    /** I4, I5: an organization's card is the ledger's. */
    private void history(Path file) throws IOException {
        for (JsonNode line : JsonLines.read(file)) {
            String card = line.path("card").asText();
            List<String> told = new ArrayList<>();
            line.at("/history/changes")
                    .forEach(change -> told.add(change.path("change").asText()));
            if (!told.equals(cards.getOrDefault(card, List.of()))) {
                violated(
                        "I4",
                        "%s tells the history of card %s in another way than the ledger (%d changes, not %d)"
                                .formatted(
                                        file.getFileName(),
                                        card,
                                        told.size(),
                                        cards.getOrDefault(card, List.of()).size()));
            }
        }
    }

    /** I6, I4: a subscriber was told of each end, and of commits in the ledger's order. */
    private void stream(Path file) throws IOException {
        Map<String, LinkedHashSet<String>> told = new HashMap<>();
        Set<String> ended = new HashSet<>();
        boolean gap = false;
        for (JsonNode note : JsonLines.read(file)) {
            String change = note.path("change").asText();
            switch (note.path("what").asText()) {
                case "gap" -> gap = true;
                case "turned-away" -> violated("I6", "%s was turned away for good".formatted(file.getFileName()));
                case "committed" -> {
                    ended.add(change);
                    told.computeIfAbsent(note.path("card").asText(), card -> new LinkedHashSet<>())
                            .add(change);
                }
                case "rejected", "expired" -> {
                    ended.add(change);
                    if (committed.containsKey(change)) {
                        violated("I5", "%s was told that %s is not committed".formatted(file.getFileName(), change));
                    }
                }
                default -> {}
            }
        }
        if (!gap) {
            missing(file, ended);
        }
        told.forEach((card, changes) -> order(file, card, List.copyOf(changes)));
    }

    private void missing(Path file, Set<String> ended) {
        acknowledged.keySet().stream()
                .filter(change -> !ended.contains(change))
                .forEach(change ->
                        violated("I6", "%s was never told what became of %s".formatted(file.getFileName(), change)));
    }

    private void order(Path file, String card, List<String> told) {
        List<String> ledger = new ArrayList<>(cards.getOrDefault(card, List.of()));
        ledger.retainAll(told);
        if (!ledger.equals(told)) {
            violated(
                    "I4",
                    "%s was told of card %s in another order than the ledger's".formatted(file.getFileName(), card));
        }
    }
}
