package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Reply;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Cards with a canary in every field of a submission, its reason among them. */
public final class CanaryCards {
    private static final long PATIENCE_SECONDS = 240;

    private final Doors doors;
    private final Secrets secrets;
    private final OrganizationId author;

    public CanaryCards(Doors doors, Secrets secrets, OrganizationId author) {
        this.doors = doors;
        this.secrets = secrets;
        this.author = author;
    }

    /**
     * Opens a card for these parties, and adds care and a consent to it. Every party may learn the ids, from citations.
     */
    public String open(Parties parties) throws Exception {
        String patient = secrets.make(Section.IDENTITY, parties);
        String card = openFor(patient, parties);
        JsonObject subject = new JsonObject().put("reference", "Patient/" + patient);
        change(
                card,
                Section.MEDICAL,
                parties,
                resource("Observation", secrets.make(Section.IDENTITY, parties))
                        .put("status", "final")
                        .put("code", new JsonObject().put("text", secrets.make(Section.MEDICAL, parties)))
                        .put("subject", subject)
                        .put("effectiveDateTime", "2024-05-06T10:15:00Z"));
        change(
                card,
                Section.CONSENT,
                parties,
                resource("Consent", secrets.make(Section.IDENTITY, parties))
                        .put("status", "active")
                        .put("scope", new JsonObject().put("text", secrets.make(Section.CONSENT, parties)))
                        .put(
                                "category",
                                new JsonArray()
                                        .add(new JsonObject().put("text", secrets.make(Section.CONSENT, parties))))
                        .put("patient", subject)
                        .put("dateTime", "2024-05-06T10:15:00Z"));
        return card;
    }

    private String openFor(String patient, Parties parties) throws Exception {
        JsonObject name = new JsonObject().put("family", secrets.make(Section.IDENTITY, parties));
        ChangeBody opening = body(
                Section.IDENTITY,
                parties,
                resource("Patient", patient).put("birthDate", "1980-02-29").put("name", new JsonArray().add(name)));
        parties.listed()
                .ifPresent(listed -> opening.with(
                        "parties", listed.stream().map(OrganizationId::value).toList()));
        return committed(doors.members()
                .open(author, opening, UUID.randomUUID().toString())
                .map(CanaryCards::taken));
    }

    /** Proposes what reviewers refuse: a fact of the sender's invention, and places that only the sender names. */
    public void propose(String card) throws Exception {
        JsonObject nowhere =
                new JsonObject().put("reference", "https://elsewhere.example/fhir/Patient/" + secrets.make());
        JsonObject resource = resource("Observation", secrets.make())
                .put("status", "final")
                .put("subject", nowhere)
                .put(secrets.make(), nowhere)
                .put("extension", new JsonArray().add(new JsonObject().put(secrets.make(), nowhere)));
        ChangeBody change =
                body(Section.MEDICAL, Parties.ALL, resource).with("facts", new JsonArray().add(secrets.make()));
        Accepted taken = doors.members()
                .submit(author, card, change, secrets.make())
                .map(CanaryCards::taken)
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(doors.outcomes()
                        .of(taken.change())
                        .await(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .isCommitted())
                .isFalse();
        assertThat(doors.outcomes().refusals(taken.change())).isNotEmpty();
    }

    private static Accepted taken(Reply reply) {
        assertThat(reply.isDone()).as(reply.problem()).isTrue();
        return Accepted.of(reply);
    }

    private void change(String card, Section section, Parties parties, JsonObject resource) throws Exception {
        ChangeBody change = body(section, parties, resource);
        committed(doors.members()
                .submit(author, card, change, UUID.randomUUID().toString())
                .map(CanaryCards::taken));
    }

    private ChangeBody body(Section section, Parties parties, JsonObject resource) {
        return ChangeBody.of(secrets.make(section, parties))
                .entry(resource.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject resource(String type, String id) {
        return new JsonObject().put("resourceType", type).put("id", id);
    }

    private String committed(Future<Accepted> taken) throws Exception {
        Accepted accepted = taken.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        boolean committed = doors.outcomes()
                .of(accepted.change())
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .isCommitted();
        assertThat(committed)
                .as(doors.outcomes().refusals(accepted.change()).toString())
                .isTrue();
        return accepted.card();
    }
}
