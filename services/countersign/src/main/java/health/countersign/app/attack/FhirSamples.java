package health.countersign.app.attack;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A few resources about an invented patient, as small as they can be. */
public final class FhirSamples {
    private static final String TOTAL = "{\"value\":120.00,\"currency\":\"USD\"}";

    private FhirSamples() {}

    static String id() {
        return UUID.randomUUID().toString();
    }

    public static byte[] patient(String id) {
        return bytes(resource("Patient", id)
                .put("active", true)
                .put(
                        "name",
                        new JsonArray()
                                .add(new JsonObject().put("family", "Test").put("given", words("Only A"))))
                .put("gender", "female")
                .put("birthDate", "1980-02-29"));
    }

    static byte[] encounter(String id, String patient) {
        return bytes(resource("Encounter", id)
                .put("status", "finished")
                .put("class", coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB"))
                .put("type", concepts("http://snomed.info/sct", "185349003"))
                .put("subject", reference("Patient", patient))
                .put("period", period()));
    }

    public static byte[] observation(String id, String patient, double value) {
        return bytes(resource("Observation", id)
                .put("status", "final")
                .put("code", concept("http://loinc.org", "8867-4"))
                .put("subject", reference("Patient", patient))
                .put("effectiveDateTime", "2024-05-06T10:15:00Z")
                .put("valueQuantity", new JsonObject().put("value", value).put("unit", "/min")));
    }

    static byte[] claim(String id, String patient, String encounter) {
        JsonObject item = new JsonObject()
                .put("sequence", 1)
                .put("productOrService", concept("http://snomed.info/sct", "185349003"))
                .put("encounter", new JsonArray().add(reference("Encounter", encounter)));
        return bytes(resource("Claim", id)
                .put("status", "active")
                .put("type", concept("http://terminology.hl7.org/CodeSystem/claim-type", "professional"))
                .put("use", "claim")
                .put("patient", reference("Patient", patient))
                .put("billablePeriod", period())
                .put("created", "2024-05-06T10:30:00Z")
                .put("provider", new JsonObject().put("display", "a provider"))
                .put("priority", concept("http://terminology.hl7.org/CodeSystem/processpriority", "normal"))
                .put(
                        "insurance",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("sequence", 1)
                                        .put("focal", true)
                                        .put("coverage", new JsonObject().put("display", "an insurance"))))
                .put("item", new JsonArray().add(item))
                .put("total", new JsonObject(TOTAL)));
    }

    static byte[] payment(String id, String claim) {
        return bytes(resource("PaymentNotice", id)
                .put("status", "active")
                .put("request", reference("Claim", claim))
                .put("created", "2024-05-20T09:00:00Z")
                .put("payment", new JsonObject().put("display", "transfer 4711"))
                .put("paymentDate", "2024-05-20")
                .put("recipient", new JsonObject().put("display", "a hospital"))
                .put("amount", new JsonObject(TOTAL)));
    }

    private static JsonObject resource(String type, String id) {
        return new JsonObject().put("resourceType", type).put("id", id);
    }

    private static JsonObject reference(String type, String id) {
        return new JsonObject().put("reference", type + "/" + id);
    }

    private static JsonObject period() {
        return new JsonObject().put("start", "2024-05-06T10:00:00Z").put("end", "2024-05-06T10:30:00Z");
    }

    private static JsonObject coding(String system, String code) {
        return new JsonObject().put("system", system).put("code", code);
    }

    private static JsonObject concept(String system, String code) {
        return new JsonObject().put("coding", new JsonArray().add(coding(system, code)));
    }

    private static JsonArray concepts(String system, String code) {
        return new JsonArray().add(concept(system, code));
    }

    private static JsonArray words(String text) {
        return new JsonArray().add(text);
    }

    private static byte[] bytes(JsonObject resource) {
        return resource.encode().getBytes(StandardCharsets.UTF_8);
    }
}
