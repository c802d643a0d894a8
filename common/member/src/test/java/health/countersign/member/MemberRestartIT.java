package health.countersign.member;

import static health.countersign.member.Laptop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.CardId;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.OrganizationId;
import health.countersign.member.store.Outbox;
import health.countersign.platform.log.Topic;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemberRestartIT extends Ward {
    @Test
    void aMemberThatWasStoppedGoesOnWhereItWas() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        submit("hospital-a", changes(card), observation("before", patient));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(section("clinic", card, "medical")).hasSize(1));
        laptop.stop("clinic");
        JsonObject meanwhile = submit("hospital-a", changes(card), observation("meanwhile", patient));
        assertThat(proposal("hospital-a", meanwhile.getString("change")).getString("state"))
                .isEqualTo("committed");

        laptop.start("clinic");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(section("clinic", card, "medical")).hasSize(2));
    }

    @Test
    void whatWasSignedBeforeAKillIsSentAfterTheRestartByteForByte() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        await().atMost(PATIENCE).until(() -> section("clinic", card, "identity").size() == 1);
        laptop.stop("clinic");
        Outbox.Parcel unsent = laptop.signWithoutSending(
                "clinic",
                Village.change(new CardId(card), Village.entry("Observation", "unsent", "\"status\":\"final\"")));

        laptop.start("clinic");

        assertThat(proposal("clinic", unsent.change().hex()).getString("state")).isEqualTo("committed");
        assertThat(logged(Topic.PROPOSALS))
                .filteredOn(event -> event instanceof ProposalSubmitted submitted
                        && submitted.proposal().id().equals(unsent.change()))
                .hasSize(1);
    }

    @Test
    void aViewThatIsRebuiltFromNothingEqualsTheOneItReplaces() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        for (int i = 0; i < 5; i++) {
            submit(
                    "hospital-a",
                    changes(card),
                    observation("o" + i % 2, patient).put("status", "v" + i));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(history("hospital-b", card).getJsonArray("changes"))
                        .hasSize(6));
        JsonArray before = section("hospital-b", card, "medical");
        JsonArray changes = history("hospital-b", card).getJsonArray("changes");

        laptop.stop("hospital-b");
        try (var files = Files.list(
                Laptop.file(directory, new OrganizationId("hospital-b")).getParent())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        laptop.start("hospital-b");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(section("hospital-b", card, "medical")).isEqualTo(before);
            assertThat(history("hospital-b", card).getJsonArray("changes")).isEqualTo(changes);
        });
    }

    @Test
    void noByteOfTheLogOrTheLedgerHoldsANameOrACodeInClear() throws Exception {
        String patient = UUID.randomUUID().toString();
        String card = open(patient);
        JsonObject sent = submit("hospital-a", changes(card), observation("canary-id", patient));
        proposal("hospital-a", sent.getString("change"));

        for (String part : List.of("broker", "ledger")) {
            String stored = stored(directory.resolve(part));
            assertThat(stored).doesNotContain("Canary-Family").doesNotContain("canary-1234-5");
        }
    }

    private static String stored(Path directory) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.write(Files.readAllBytes(file));
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
