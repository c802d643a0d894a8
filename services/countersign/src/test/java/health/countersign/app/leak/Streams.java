package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.app.client.Doors;
import health.countersign.app.leak.Story.Change;
import health.countersign.app.leak.Visitor.Kind;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the streams deliver: of which changes each organization hears, and that nobody hears any content. */
final class Streams {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Doors doors;
    private final Secrets secrets;
    private final Story story;

    Streams(Doors doors, Secrets secrets, Story story) {
        this.doors = doors;
        this.secrets = secrets;
        this.story = story;
    }

    /** Listens in the name of every visitor, each asking for everything and for all sections by name. */
    void check(List<Visitor> visitors) {
        JsonObject greedy = new JsonObject()
                .put(
                        "sections",
                        new JsonArray(
                                Stream.of(Section.values()).map(Section::wire).toList()))
                .put("cards", new JsonArray(List.copyOf(story.cards().keySet())));
        List<Taps> taps = new ArrayList<>();
        try {
            visitors.stream()
                    .filter(visitor -> visitor.kind() != Kind.SCOPELESS)
                    .forEach(visitor ->
                            taps.add(Taps.open(doors.vertx(), doors.addresses().notification(), visitor, greedy)));
            taps.forEach(tap -> await().atMost(PATIENCE).untilAsserted(() -> check(tap)));
        } finally {
            taps.forEach(Taps::close);
        }
    }

    private void check(Taps tap) {
        Set<String> due = tap.isMember() ? due(tap.organization()) : Set.of();
        assertThat(tap.isRefused()).as("%s is sent away", tap).isEqualTo(!tap.isMember());
        assertThat(tap.bySocket())
                .as("changes of which %s hears by websocket", tap)
                .isEqualTo(due);
        assertThat(tap.byEvents())
                .as("changes of which %s hears by events", tap)
                .isEqualTo(due);
        assertThat(secrets.any().find(tap.bytes()))
                .as("a content that %s hears", tap)
                .isEmpty();
    }

    private Set<String> due(OrganizationId listener) {
        return story.changes().stream()
                .filter(change -> hears(listener, change))
                .map(Change::id)
                .collect(Collectors.toSet());
    }

    /** A party that wrote the change, may read it, or is asked for its approval. */
    private boolean hears(OrganizationId listener, Change change) {
        ConsortiumDocument document = doors.consortium().document();
        return secrets.isParty(listener, change.parties())
                && (change.author().equals(listener)
                        || document.reads(listener, change.section())
                        || document.resolve(change.section(), change.parties(), change.author())
                                .organizations()
                                .contains(listener));
    }
}
