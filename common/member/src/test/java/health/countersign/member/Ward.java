package health.countersign.member;

import static health.countersign.member.Laptop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.Event;
import health.countersign.domain.OrganizationId;
import health.countersign.member.store.Durability;
import health.countersign.member.store.StoreSettings;
import health.countersign.platform.log.EventReader;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicLane;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the tests do at the doors of a {@link Laptop}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Ward {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    static Laptop laptop;

    @BeforeAll
    void start() throws Exception {
        laptop = new Laptop(directory, stores());
        laptop.start();
    }

    /** Where each organization keeps its view. */
    Function<OrganizationId, StoreSettings> stores() {
        return id -> StoreSettings.sqlite(Laptop.file(directory, id), Durability.PROCESS);
    }

    @AfterAll
    void stop() throws Exception {
        if (laptop != null) {
            laptop.close();
            laptop = null;
        }
    }

    static List<Event> logged(Topic topic) throws Exception {
        List<Event> events = new ArrayList<>();
        EventReader reader = await(laptop.log.readAll("test", TopicLane.all(Set.of(topic), 4), poll -> {
            synchronized (events) {
                poll.events().forEach(events::add);
            }
            return Future.succeededFuture();
        }));
        await(reader.caughtUp());
        await(reader.close());
        return events;
    }

    static JsonArray section(String organization, String card, String section) throws Exception {
        return await(laptop.get(organization, organization, "/v1/cards/" + card))
                .bodyAsJsonObject()
                .getJsonObject("sections", new JsonObject())
                .getJsonObject(section, new JsonObject())
                .getJsonArray("entries", new JsonArray());
    }

    static JsonObject history(String organization, String card) throws Exception {
        return await(laptop.get(organization, organization, "/v1/cards/" + card + "/history"))
                .bodyAsJsonObject();
    }

    static String open(String patient) throws Exception {
        JsonObject opened = submit("hospital-a", "/v1/cards", patient(patient));
        JsonObject proposal = proposal("hospital-a", opened.getString("change"));
        assertThat(proposal.getString("state")).as(proposal.encodePrettily()).isEqualTo("committed");
        return opened.getString("card");
    }

    static String changes(String card) {
        return "/v1/cards/" + card + "/changes";
    }

    static JsonObject submit(String organization, String path, JsonObject resource) throws Exception {
        HttpResponse<Buffer> answer = await(laptop.post(organization, path, change(resource)));
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(202);
        return answer.bodyAsJsonObject();
    }

    static JsonObject proposal(String organization, String change) throws Exception {
        return await(laptop.get(organization, organization, "/v1/proposals/" + change))
                .bodyAsJsonObject();
    }

    static JsonObject change(JsonObject... resources) {
        JsonArray entries = new JsonArray();
        for (JsonObject resource : resources) {
            entries.add(new JsonObject().put("resource", resource));
        }
        return new JsonObject().put("reason", "a test").put("entries", entries);
    }

    static JsonObject patient(String id) {
        return new JsonObject()
                .put("resourceType", "Patient")
                .put("id", id)
                .put("name", new JsonArray().add(new JsonObject().put("family", "Canary-Family")))
                .put("birthDate", "1980-02-03");
    }

    static JsonObject observation(String id, String patient) {
        JsonObject coding = new JsonObject().put("system", "http://loinc.org").put("code", "canary-1234-5");
        return new JsonObject()
                .put("resourceType", "Observation")
                .put("id", id)
                .put("status", "final")
                .put("code", new JsonObject().put("coding", new JsonArray().add(coding)))
                .put("subject", new JsonObject().put("reference", "Patient/" + patient))
                .put("effectiveDateTime", "2026-01-02T10:00:00Z");
    }
}
