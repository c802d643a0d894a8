package health.countersign.member;

import static health.countersign.member.Laptop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.CardId;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Proposal;
import health.countersign.domain.Signature;
import health.countersign.platform.log.Topic;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemberIT extends Ward {
    @Test
    void anObservationGoesFromPostThroughReviewAndSealToTheCard() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        JsonObject sent = submit("hospital-a", changes(card), observation("obs-1", patient));

        JsonObject proposal = proposal("hospital-a", sent.getString("change"));

        assertThat(proposal.getString("state")).as(proposal.encodePrettily()).isEqualTo("committed");
        assertThat(proposal.getJsonArray("approvals").stream()
                        .map(approval -> ((JsonObject) approval).getString("basis")))
                .contains("content", "header");
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonArray entries = section("clinic", card, "medical");
            assertThat(entries).hasSize(1);
            assertThat(entries.getJsonObject(0).getString("version")).isEqualTo(sent.getString("change"));
        });
        assertThat(section("insurer", card, "medical")).isEmpty();
        assertThat(section("insurer", card, "identity")).hasSize(1);
        JsonObject history = await(laptop.get("clinic", "clinic", "/v1/cards/" + card + "/history"))
                .bodyAsJsonObject();
        assertThat(history.getJsonArray("changes")).hasSize(2);
        assertThat(history.getJsonArray("changes").getJsonObject(1).getJsonArray("sealedBy"))
                .hasSize(3);
    }

    @Test
    void aRefusedChangeSaysWhoRefusedAndWhy() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        JsonObject second = submit("hospital-b", changes(card), patient("another"));

        JsonObject proposal = proposal("hospital-b", second.getString("change"));

        assertThat(proposal.getString("state")).as(proposal.encodePrettily()).isEqualTo("rejected");
        JsonObject reason = proposal.getJsonArray("refusals")
                .getJsonObject(0)
                .getJsonArray("reasons")
                .getJsonObject(0);
        assertThat(reason.getString("code")).isEqualTo("patient-second");
        assertThat(reason.getString("sentence")).isNotEmpty();
    }

    @Test
    void twoOrganizationsThatStartASectionAtOnceBothGetTheirChangesIn() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        await().atMost(PATIENCE)
                .until(() -> section("hospital-b", card, "identity").size() == 1);
        Future<HttpResponse<Buffer>> one = laptop.post("hospital-a", changes(card), change(observation("a", patient)));
        Future<HttpResponse<Buffer>> two = laptop.post("hospital-b", changes(card), change(observation("b", patient)));
        assertThat(await(one).statusCode()).isEqualTo(202);
        assertThat(await(two).statusCode()).isEqualTo(202);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(section("clinic", card, "medical")).hasSize(2));
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndAnotherRequestUnderItDoesNot() throws Exception {
        String patient = UUID.randomUUID().toString();
        String key = UUID.randomUUID().toString();
        JsonObject first = await(withKey(key, change(patient(patient)))).bodyAsJsonObject();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                await(withKey(key, change(patient(patient)))).bodyAsJsonObject())
                        .isEqualTo(first));
        assertThat(await(withKey(key, change(patient("another")))).statusCode()).isEqualTo(422);
    }

    @Test
    void aConfirmedEntryIsCitedToOtherParties() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        JsonObject sent = submit("hospital-a", changes(card), observation("cited", patient));

        HttpResponse<Buffer> given = await(laptop.get(
                "hospital-a",
                "billing-office",
                "/v1/cards/" + card + "/citation?reference=Observation/cited&fields=code"));

        assertThat(given.statusCode()).as(given.bodyAsString()).isEqualTo(200);
        assertThat(given.bodyAsJsonObject().getString("change")).isEqualTo(sent.getString("change"));
        assertThat(given.bodyAsJsonObject().getJsonArray("opened")).hasSize(3);
        HttpResponse<Buffer> whole = await(laptop.get(
                "hospital-a",
                "billing-office",
                "/v1/cards/" + card + "/citation?reference=Observation/cited&fields=content"));
        assertThat(whole.statusCode()).isEqualTo(403);
        JsonObject reads = await(laptop.get("hospital-a", "hospital-a", "/v1/cards/" + card + "/reads"))
                .bodyAsJsonObject();
        assertThat(reads.encode()).contains("billing-office").contains("citation");
    }

    @Test
    void whoIsNoMemberIsCitedNothingEvenIfTheIssuerVouchesForThem() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        JsonObject sent = submit("hospital-a", changes(card), observation("cited", patient));
        assertThat(proposal("hospital-a", sent.getString("change")).getString("state"))
                .isEqualTo("committed");
        String path = "/v1/cards/" + card + "/citation?reference=Observation/cited&fields=code";

        HttpResponse<Buffer> refused = await(laptop.get("hospital-a", "stranger", path));

        assertThat(refused.statusCode()).as(refused.bodyAsString()).isEqualTo(404);
        assertThat(await(laptop.get("hospital-a", "insurer", path)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void callersOfOtherOrganizationsAreNotAnswered() throws Exception {
        String card = open(UUID.randomUUID().toString());

        assertThat(await(laptop.get("hospital-a", "insurer", "/v1/cards/" + card))
                        .statusCode())
                .isEqualTo(403);
        assertThat(await(laptop.get("hospital-a", "hospital-a", "/v1/cards/" + CardId.random()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBodyThatDoesNotSayThatItIsJsonIsNotRead() throws Exception {
        String opening = change(patient(UUID.randomUUID().toString())).encode();

        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            HttpResponse<Buffer> answer = await(
                    laptop.request(laptop.client().post(laptop.port("clinic"), "127.0.0.1", "/v1/cards"), "clinic")
                            .putHeader("content-type", type)
                            .sendBuffer(Buffer.buffer(opening)));

            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            assertThat(answer.bodyAsString()).contains("unsupported-media-type");
        }
    }

    @Test
    void aForgedProposalGoesToTheDeadLettersAndTheHonestOneIsAnswered() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        JsonObject sent = submit("hospital-a", changes(card), observation("honest", patient));
        ProposalSubmitted honest = logged(Topic.PROPOSALS).stream()
                .filter(ProposalSubmitted.class::isInstance)
                .map(ProposalSubmitted.class::cast)
                .filter(each -> each.proposal().id().hex().equals(sent.getString("change")))
                .findFirst()
                .orElseThrow();
        Proposal forged = new Proposal(honest.proposal().header(), Signature.of(new byte[64]));
        int lane = new CardId(card).lane(4);

        await(laptop.log.append(
                Topic.PROPOSALS,
                lane,
                card,
                List.of(new ProposalSubmitted(forged, honest.ciphertext(), honest.wraps()))));

        assertThat(proposal("hospital-a", sent.getString("change")).getString("state"))
                .isEqualTo("committed");
        JsonObject after = submit("hospital-a", changes(card), observation("after", patient));
        assertThat(proposal("hospital-a", after.getString("change")).getString("state"))
                .isEqualTo("committed");
    }

    private static Future<HttpResponse<Buffer>> withKey(String key, JsonObject body) {
        return laptop.request(laptop.client().post(laptop.port("clinic"), "127.0.0.1", "/v1/cards"), "clinic")
                .putHeader("idempotency-key", key)
                .sendJsonObject(body);
    }
}
