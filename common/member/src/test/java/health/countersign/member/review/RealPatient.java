package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Two visits of the last of the bundled patients, unchanged: what they found, and what was claimed and answered. */
final class RealPatient {
    private static final JsonNode BUNDLE = read();

    private RealPatient() {}

    /** Every resource, in the bundle's order; each call gives copies of their own. */
    static List<ObjectNode> resources() {
        List<ObjectNode> resources = new ArrayList<>();
        BUNDLE.path("entry")
                .forEach(entry -> resources.add(entry.path("resource").deepCopy()));
        return resources;
    }

    static ObjectNode the(String type, Predicate<JsonNode> which) {
        return resources().stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    /** The claim for the richer visit, with its procedures and a vaccination. */
    static ObjectNode claim() {
        return the("Claim", claim -> claim.has("procedure"));
    }

    static ObjectNode pharmacyClaim() {
        return the("Claim", claim -> claim.has("prescription"));
    }

    static ObjectNode answer() {
        String claim = claim().path("id").asText();
        return the(
                "ExplanationOfBenefit",
                answer -> answer.path("claim").path("reference").asText().endsWith(claim));
    }

    /** The notice that the claim was paid in full; Synthea makes none, so it is made from the claim. */
    static ObjectNode payment() {
        JsonNode claim = claim();
        ObjectNode payment = ((ObjectNode) BUNDLE).objectNode();
        payment.put("resourceType", "PaymentNotice").put("id", "payment-1").put("status", "active");
        payment.putObject("request")
                .put("reference", "urn:uuid:" + claim.path("id").asText());
        payment.putObject("payment").put("display", "bank transfer");
        payment.put("created", "2023-05-02T09:00:00Z").put("paymentDate", "2023-05-02");
        payment.putObject("recipient").put("display", "billing office");
        payment.set("amount", claim.path("total").deepCopy());
        return payment;
    }

    /** The change that made an entry. */
    static ChangeId change(String name) {
        return new ChangeId(Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex());
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(RealPatient.class.getResourceAsStream("patient.json"))) {
            return FhirJson.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
