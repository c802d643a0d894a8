package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.client.Doors;
import health.countersign.app.client.Reply;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Each organization against each section at each route, and in all that it keeps: what the document says, no more. */
public final class ReadRights {
    private static final String LEAVES = "type,id,code,period,encounter,patient";

    private final ConsortiumDocument document;
    private final CanaryBundle bundle;

    public ReadRights(ConsortiumDocument document, CanaryBundle bundle) {
        this.document = document;
        this.bundle = bundle;
    }

    /** What an organization's folder holds. */
    public void assertKept(ConsortiumFiles files) throws IOException {
        assertThat(organizations()).anyMatch(reader -> !others(reader).isEmpty());
        for (OrganizationId reader : organizations()) {
            assertThat(new Scan(others(reader)).files(files.organization(reader)))
                    .as("texts that %s may not read, in its files", reader)
                    .isEmpty();
            for (Section section : own(reader)) {
                assertThat(new Scan(bundle.texts(section)).files(files.organization(reader)))
                        .as("texts of %s in files of %s", section, reader)
                        .isNotEmpty();
            }
        }
    }

    /** What an organization is shown, by its own service and by those of others. */
    public void assertShown(Doors doors) {
        for (OrganizationId reader : organizations()) {
            List<Buffer> shown = new ArrayList<>();
            for (String card : cards(doors, reader)) {
                shown.addAll(ofCard(doors, reader, card));
            }
            Scan forbidden = new Scan(others(reader));
            assertThat(shown)
                    .as("answers to %s", reader)
                    .isNotEmpty()
                    .allSatisfy(body -> assertThat(forbidden.find(body.getBytes()))
                            .as("a text that %s may not read", reader)
                            .isEmpty());
            assertCovered(doors, reader);
            for (Section section : own(reader)) {
                Scan wanted = new Scan(bundle.texts(section));
                assertThat(shown)
                        .as("texts of %s that %s reads", section, reader)
                        .anyMatch(body -> wanted.find(body.getBytes()).isPresent());
            }
        }
    }

    /** A field without a canary could leak unseen: each entry that a card shows has one in every field. */
    private void assertCovered(Doors doors, OrganizationId reader) {
        int checked = 0;
        for (String card : cards(doors, reader)) {
            JsonObject sections =
                    get(doors, reader, reader, "/v1/cards/" + card).json().getJsonObject("sections");
            for (JsonObject resource : resources(sections)) {
                if (bundle.has(resource)) {
                    checked++;
                    assertThat(bundle.uncovered(resource))
                            .as("fields without a canary in a %s", resource.getString("resourceType"))
                            .isEmpty();
                }
            }
        }
        assertThat(checked).as("entries that %s reads", reader).isPositive();
    }

    private static List<JsonObject> resources(JsonObject sections) {
        return sections.fieldNames().stream()
                .flatMap(name -> sections.getJsonObject(name).getJsonArray("entries").stream())
                .map(entry -> ((JsonObject) entry).getJsonObject("resource"))
                .toList();
    }

    private List<Buffer> ofCard(Doors doors, OrganizationId reader, String card) {
        List<Buffer> shown = new ArrayList<>();
        Stream.of("", "/history", "/reads")
                .map(route -> get(doors, reader, reader, "/v1/cards/" + card + route))
                .forEach(reply -> shown.add(reply.body()));
        JsonObject history = get(doors, reader, reader, "/v1/cards/%s/history".formatted(card))
                .json();
        for (Object each : history.getJsonArray("changes")) {
            JsonObject change = (JsonObject) each;
            String id = change.getString("change");
            OrganizationId author = new OrganizationId(change.getString("author"));
            shown.add(get(doors, reader, reader, "/v1/proposals/" + id).body());
            String citation = "/v1/cards/%s/changes/%s/citation?entry=0&fields=".formatted(card, id);
            Reply leaves = get(doors, author, reader, citation + LEAVES);
            Reply content = get(doors, author, reader, citation + "content");
            boolean reads = document.reads(reader, Section.of(change.getString("section")));
            assertThat(leaves.status()).as(leaves.problem()).isEqualTo(200);
            assertThat(content.status()).as(content.problem()).isEqualTo(reads ? 200 : 403);
            shown.addAll(List.of(leaves.body(), content.body()));
        }
        return shown;
    }

    private static List<String> cards(Doors doors, OrganizationId reader) {
        return get(doors, reader, reader, "/v1/cards?limit=999").json().getJsonArray("cards").stream()
                .map(String::valueOf)
                .toList();
    }

    private static Reply get(Doors doors, OrganizationId owner, OrganizationId caller, String path) {
        return doors.members().of(owner, caller).get(path).await();
    }

    private List<OrganizationId> organizations() {
        return document.organizations().stream()
                .map(organization -> organization.id())
                .toList();
    }

    private List<Section> own(OrganizationId reader) {
        return Stream.of(Section.values())
                .filter(section -> document.reads(reader, section))
                .filter(section -> !bundle.texts(section).isEmpty())
                .toList();
    }

    private List<String> others(OrganizationId reader) {
        return Stream.of(Section.values())
                .filter(section -> !document.reads(reader, section))
                .flatMap(section -> bundle.texts(section).stream())
                .toList();
    }
}
