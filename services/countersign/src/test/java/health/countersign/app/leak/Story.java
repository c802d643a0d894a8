package health.countersign.app.leak;

import health.countersign.app.client.Doors;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The committed changes of all cards, as far as each organization's own service tells its own people. */
public final class Story {
    private final Map<String, Change> changes = new HashMap<>();
    private final Map<String, Parties> cards = new HashMap<>();

    /**
     * A committed change.
     *
     * @param entry its first entry as {@code Type/id}
     */
    public record Change(
            String id, String card, Section section, OrganizationId author, Parties parties, String entry) {}

    /** Asks every service. */
    public static Story of(Doors doors) {
        Story story = new Story();
        doors.consortium().document().organizations().forEach(each -> story.read(doors, each.id()));
        return story;
    }

    private void read(Doors doors, OrganizationId reader) {
        JsonObject page = get(doors, reader, "/v1/cards?limit=999");
        for (Object card : page.getJsonArray("cards")) {
            JsonObject history = get(doors, reader, "/v1/cards/%s/history".formatted(card));
            Parties parties = Parties.of(history.getJsonArray("parties").stream()
                    .map(id -> new OrganizationId((String) id))
                    .toList());
            cards.put((String) card, parties);
            history.getJsonArray("changes").forEach(each -> add((JsonObject) each, parties));
        }
    }

    private static JsonObject get(Doors doors, OrganizationId reader, String path) {
        return doors.members().of(reader).get(path).await().json();
    }

    /** Who reads the section knows the entry, too. */
    private void add(JsonObject change, Parties parties) {
        JsonArray entries = change.getJsonArray("entries");
        if (!entries.isEmpty()) {
            JsonObject first = entries.getJsonObject(0);
            Change known = new Change(
                    change.getString("change"),
                    change.getString("card"),
                    Section.of(change.getString("section")),
                    new OrganizationId(change.getString("author")),
                    parties,
                    first.getString("type") + "/" + first.getString("id"));
            changes.put(known.id(), known);
        }
    }

    public List<Change> changes() {
        return List.copyOf(changes.values());
    }

    /** Each card and its parties. */
    public Map<String, Parties> cards() {
        return Map.copyOf(cards);
    }

    /** One change of each section of each kind of card: those of the same parties are of one kind. */
    public List<Change> samples() {
        Map<List<Object>, Change> samples = new HashMap<>();
        changes.values().forEach(change -> samples.putIfAbsent(List.of(change.section(), change.parties()), change));
        return new ArrayList<>(samples.values());
    }
}
