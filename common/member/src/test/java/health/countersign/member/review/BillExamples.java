package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.member.review.RuleExamplesTest.Example;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** The examples for rules about claims, payments and answers. */
final class BillExamples {
    private BillExamples() {}

    static Stream<Example> all() {
        return Stream.of(claims(), amounts(), payments(), answers()).flatMap(examples -> examples);
    }

    private static Stream<Example> claims() {
        return Stream.of(
                new Example(
                        "claim-without-care",
                        BillExamples::claim,
                        scene -> scene.without("item", "procedure", "supportingInfo")),
                new Example("care-uncited", BillExamples::claim, Scene::uncited),
                new Example(
                        "care-withdrawn",
                        BillExamples::claim,
                        scene -> scene.onCard(procedure().put("status", "entered-in-error"))),
                new Example("citation-outdated", BillExamples::claim, scene -> scene.correctedOnCard(procedure())),
                new Example(
                        "care-code-differs",
                        BillExamples::claim,
                        scene -> scene.set(
                                itemOf("procedureSequence") + "/productOrService/coding/0/code", "232717009")),
                new Example(
                        "care-of-another-visit",
                        BillExamples::claim,
                        scene -> scene.set("/item/0/encounter/0/reference", otherVisit())),
                new Example(
                        "claim-period-differs",
                        BillExamples::claim,
                        scene -> scene.set("/billablePeriod/start", "2019-04-08T10:37:06+00:00")
                                .set("/billablePeriod/end", "2019-04-08T11:37:06+00:00")));
    }

    private static Stream<Example> amounts() {
        return Stream.of(
                new Example(
                        "billed-twice",
                        BillExamples::claim,
                        scene -> scene.onCard(RealPatient.claim().put("id", "again"))),
                new Example(
                        "items-do-not-add-up", BillExamples::claim, scene -> scene.edit(BillExamples::netEverywhere)),
                new Example(
                        "amount-out-of-range",
                        BillExamples::claim,
                        scene -> scene.set("/total/value", new BigDecimal("-1.00"))),
                new Example(
                        "item-net-differs",
                        BillExamples::claim,
                        scene -> scene.edit(claim -> {
                            ObjectNode item = (ObjectNode) claim.at(itemOf("procedureSequence"));
                            item.putObject("quantity").put("value", 3);
                            item.putObject("unitPrice")
                                    .put("value", item.at("/net/value").decimalValue());
                        })));
    }

    private static Stream<Example> payments() {
        return Stream.of(
                new Example(
                        "payment-names-no-claim",
                        BillExamples::payment,
                        scene -> scene.set("/request/reference", "Claim/never-made")),
                new Example(
                        "paid-twice",
                        BillExamples::payment,
                        scene -> scene.onCard(RealPatient.payment().put("id", "payment-0"))),
                new Example(
                        "payment-exceeds-claim",
                        BillExamples::payment,
                        scene -> scene.set("/amount/value", new BigDecimal("999999.99"))));
    }

    private static Stream<Example> answers() {
        return Stream.of(
                new Example(
                        "answer-names-no-claim",
                        BillExamples::answer,
                        scene -> scene.set("/claim/reference", "urn:uuid:0e1764a6-0000-4000-8000-82db60700002")),
                new Example("answer-without-claim", BillExamples::answer, scene -> scene.without("claim")),
                new Example(
                        "answer-differs",
                        BillExamples::answer,
                        scene -> scene.set("/total/0/amount/value", new BigDecimal("10.00"))),
                new Example(
                        "answer-items-differ",
                        BillExamples::answer,
                        scene -> scene.set("/item/0/productOrService/coding/0/code", "232717009")),
                new Example(
                        "answer-pays-more",
                        BillExamples::smallAnswer,
                        scene -> scene.set("/payment/amount/value", new BigDecimal("999999.99"))),
                new Example(
                        "answered-twice",
                        BillExamples::answer,
                        scene -> scene.onCard(RealPatient.answer().put("id", "again"))),
                new Example(
                        "responded-twice",
                        BillExamples::response,
                        scene -> scene.onCard(claimResponse().put("id", "again"))),
                new Example(
                        "coverage-not-in-force",
                        BillExamples::answer,
                        scene -> scene.edit(answer -> coverage(answer).put("status", "cancelled"))),
                new Example(
                        "coverage-of-another",
                        BillExamples::answer,
                        scene -> scene.edit(answer -> coverage(answer)
                                .putObject("beneficiary")
                                .put("reference", "urn:uuid:0e1764a6-0000-4000-8000-82db60700002"))));
    }

    static Scene claim() {
        return Scene.of(RealPatient.claim());
    }

    private static Scene payment() {
        return Scene.of(RealPatient.payment());
    }

    private static Scene answer() {
        return Scene.of(RealPatient.answer());
    }

    private static Scene smallAnswer() {
        return Scene.of(RealPatient.the(
                "ExplanationOfBenefit",
                answer -> answer.at("/payment/amount/value").decimalValue().signum() == 0));
    }

    private static Scene response() {
        return Scene.of(claimResponse());
    }

    /** A response to the claim, made from the explanation of benefit: Synthea makes none. */
    private static ObjectNode claimResponse() {
        ObjectNode response = RealPatient.answer();
        response.put("resourceType", "ClaimResponse").put("id", "response-1");
        response.set("request", response.remove("claim"));
        response.remove(List.of("contained", "insurance", "referral"));
        return response;
    }

    private static ObjectNode procedure() {
        String id = RealPatient.claim()
                .at("/procedure/0/procedureReference/reference")
                .asText();
        return RealPatient.the(
                "Procedure", procedure -> id.endsWith(procedure.path("id").asText()));
    }

    private static String otherVisit() {
        String visit = RealPatient.claim().at("/item/0/encounter/0/reference").asText();
        ObjectNode other = RealPatient.the(
                "Encounter", encounter -> !visit.endsWith(encounter.path("id").asText()));
        return "urn:uuid:" + other.path("id").asText();
    }

    private static String itemOf(String sequences) {
        JsonNode items = RealPatient.claim().path("item");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).has(sequences)) {
                return "/item/" + i;
            }
        }
        throw new IllegalStateException(sequences);
    }

    private static void netEverywhere(ObjectNode claim) {
        claim.path("item")
                .forEach(item ->
                        ((ObjectNode) item).putObject("net").put("value", 1).put("currency", "USD"));
    }

    private static ObjectNode coverage(ObjectNode answer) {
        for (JsonNode contained : answer.path("contained")) {
            if (contained.path("resourceType").asText().equals("Coverage")) {
                return (ObjectNode) contained;
            }
        }
        throw new IllegalStateException("no coverage");
    }
}
