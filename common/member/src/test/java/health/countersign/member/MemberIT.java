package health.countersign.member;

import static health.countersign.member.Laptop.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberIT {
    @TempDir
    static Path directory;

    private static Laptop laptop;

    @BeforeAll
    static void start() throws Exception {
        laptop = new Laptop(directory).start();
    }

    @AfterAll
    static void stop() throws Exception {
        laptop.close();
    }

    @Test
    void anObservationGoesFromPostThroughReviewAndSealToTheCard() throws Exception {
        String patient = UUID.randomUUID().toString();
        JsonObject opened = submit("hospital-a", "/v1/cards", patient(patient));
        String card = opened.getString("card");
        JsonObject sent = submit("hospital-a", "/v1/cards/" + card + "/changes", observation("obs-1", patient));

        JsonObject proposal = proposal("hospital-a", sent.getString("change"));

        assertThat(proposal.getString("state")).as(proposal.encodePrettily()).isEqualTo("committed");
        assertThat(proposal.getJsonArray("approvals").stream()
                        .map(approval -> ((JsonObject) approval).getString("basis")))
                .contains("content", "header");
        JsonObject seen =
                await(laptop.get("clinic", "clinic", "/v1/cards/" + card)).bodyAsJsonObject();
        JsonArray entries =
                seen.getJsonObject("sections").getJsonObject("medical").getJsonArray("entries");
        assertThat(entries).hasSize(1);
        assertThat(entries.getJsonObject(0).getString("version")).isEqualTo(sent.getString("change"));
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
        return new JsonObject()
                .put("resourceType", "Observation")
                .put("id", id)
                .put("status", "final")
                .put(
                        "code",
                        new JsonObject()
                                .put(
                                        "coding",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("system", "http://loinc.org")
                                                        .put("code", "canary-1234-5"))))
                .put("subject", new JsonObject().put("reference", "Patient/" + patient))
                .put("effectiveDateTime", "2026-01-02T10:00:00Z");
    }
}
