package health.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.notification.NotificationSettings.StreamSettings;
import health.countersign.platform.log.Topic;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsIT {
    private static final List<OrganizationId> ALL =
            List.of(Cast.RIVERSIDE, Cast.ST_MARY, Cast.LAKESIDE, Cast.MERIDIAN, Cast.NORTHSTAR);
    private static final Map<Section, OrganizationId> AUTHORS = Map.of(
            Section.IDENTITY, Cast.RIVERSIDE,
            Section.MEDICAL, Cast.RIVERSIDE,
            Section.BILLING, Cast.MERIDIAN,
            Section.INSURANCE, Cast.NORTHSTAR,
            Section.CONSENT, Cast.RIVERSIDE);

    @TempDir
    static Path directory;

    private static final List<CompletableFuture<Void>> listening = new CopyOnWriteArrayList<>();
    private static Stage stage;

    private final Play play = new Play(stage.cast(), 11);

    @BeforeAll
    static void start() throws IOException {
        stage = Stage.start(directory, 10_000, StreamSettings.defaults());
    }

    @AfterAll
    static void stop() {
        listening.forEach(each -> each.cancel(true));
        stage.close();
    }

    @Test
    void anEventSourceGoesOnAfterItsLastEventId() throws Exception {
        Proposal proposal = play.propose(play.card(), Section.MEDICAL, Cast.RIVERSIDE);
        String path = "/v1/events?cards=" + proposal.header().card();
        List<String> first = listen(path, Cast.RIVERSIDE, "");
        await().until(() -> first.stream().anyMatch(line -> line.startsWith("id:")));
        stage.commit(play, List.of(proposal), Cast.ST_MARY, Cast.NORTHSTAR);
        await().until(() -> data(first).size() == 6);
        String afterTwo = fields(first, "id: ").get(2);

        List<String> second = listen(path, Cast.RIVERSIDE, afterTwo);

        await().until(() -> data(second).size() == 4);
        assertThat(data(second)).containsExactlyElementsOf(data(first).subList(2, 6));
        assertThat(first).contains("retry: 2000");
    }

    @Test
    void eachOrganizationHearsOfExactlyTheChangesThatItMayHearOf() throws Exception {
        Map<OrganizationId, List<String>> heard = new HashMap<>();
        for (OrganizationId organization : ALL) {
            heard.put(organization, listen("/v1/events?types=submitted", organization, ""));
            await().until(() -> heard.get(organization).stream().anyMatch(line -> line.startsWith("id:")));
        }
        Entitlement entitlement = new Entitlement(stage.cast().document());
        for (Section section : Section.values()) {
            for (OrganizationId outsider : ALL) {
                submit(section, outsider);
            }
        }
        Proposal last = play.propose(play.card(), Section.IDENTITY, Cast.RIVERSIDE);
        append(Topic.PROPOSALS, last);

        for (OrganizationId organization : ALL) {
            List<String> expected = submitted.stream()
                    .filter(proposal -> entitlement.sees(
                            organization, ChangeFacts.of(proposal, stage.cast().document())))
                    .map(proposal -> proposal.id().hex())
                    .toList();
            await().until(() -> changes(heard.get(organization)).size() >= expected.size());
            assertThat(changes(heard.get(organization))).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void withoutATokenNothingIsServedButTheEmptyPage() throws Exception {
        for (String path : List.of("/v1/events", "/v1/consortium")) {
            assertThat(Http.get(stage, path, null).statusCode()).isEqualTo(401);
        }
        assertThat(Http.post(stage, "/v1/tickets", "nonsense").statusCode()).isEqualTo(401);
        HttpResponse<String> page = Http.get(stage, "/", null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self';"));
    }

    @Test
    void theConsortiumIsDescribedToItsMembers() throws Exception {
        JsonObject tree = new JsonObject(
                Http.get(stage, "/v1/consortium", stage.token(Cast.MERIDIAN)).body());

        assertThat(tree.getString("caller")).isEqualTo("meridian");
        assertThat(tree.getJsonArray("organizations")).hasSize(5);
        assertThat(tree.getJsonArray("sections")).hasSize(5);
        assertThat(tree.getJsonObject("codes").getMap()).containsKeys("encounter-outside", "stale");
    }

    @Test
    void aFilterThatNobodyCanSatisfyIsAProblem() throws Exception {
        HttpResponse<String> refused = Http.get(stage, "/v1/events?sections=dental", stage.token(Cast.RIVERSIDE));
        HttpResponse<String> forged = Http.get(stage, "/v1/events?cursor=AAAA", stage.token(Cast.RIVERSIDE));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("filter-unsatisfiable", "/sections/0");
        assertThat(forged.body()).contains("cursor-invalid");
    }

    private final List<Proposal> submitted = new CopyOnWriteArrayList<>();

    private void submit(Section section, OrganizationId outsider) {
        OrganizationId author = AUTHORS.get(section);
        List<OrganizationId> parties = ALL.stream()
                .filter(each -> each.equals(author) || !each.equals(outsider))
                .toList();
        append(Topic.PROPOSALS, play.propose(play.card(), section, author, Parties.of(parties)));
    }

    private void append(Topic topic, Proposal proposal) {
        submitted.add(proposal);
        stage.append(topic, proposal.header().card().lane(Cast.LANES), play.submitted(proposal));
    }

    private static List<String> listen(String path, OrganizationId organization, String lastEventId) {
        List<String> lines = new CopyOnWriteArrayList<>();
        var request = Http.request(stage, path, stage.token(organization));
        if (!lastEventId.isEmpty()) {
            request.header("last-event-id", lastEventId);
        }
        listening.add(Http.client()
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .thenAcceptAsync(open -> open.body().forEach(lines::add)));
        return lines;
    }

    private static List<String> data(List<String> lines) {
        return fields(lines, "data: ");
    }

    private static List<String> fields(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .toList();
    }

    private static List<String> changes(List<String> lines) {
        return data(lines).stream()
                .map(text -> new JsonObject(text).getString("proposalid"))
                .toList();
    }
}
