package health.countersign.member.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.Finding;
import health.countersign.domain.Section;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each shared rule an example of a real patient that it lets pass, and the same with one thing wrong. */
class RuleExamplesTest {
    private static final RuleSettings SETTINGS = RuleSettings.defaults();
    private static final Map<String, ReviewRule> RULES = Stream.concat(
                    ShapeRules.all().stream(),
                    SharedRules.all(SETTINGS).stream().map(RuleBook.RatedRule::rule))
            .collect(Collectors.toMap(ReviewRule::code, rule -> rule, (one, two) -> one, LinkedHashMap::new));

    record Example(String code, Supplier<Scene> right, Consumer<Scene> wrong) {
        @Override
        public String toString() {
            return code;
        }
    }

    static Stream<Example> examples() {
        return Stream.of(entries(), references(), corrections(), claims(), payments(), answers())
                .flatMap(examples -> examples);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theRealOnePasses(Example example) {
        List<Finding> findings = example.right().get().ask(RULES.get(example.code()));

        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theSpoiledOneIsFound(Example example) {
        Scene scene = example.right().get();
        example.wrong().accept(scene);

        List<Finding> findings = scene.ask(RULES.get(example.code()));

        assertThat(findings).isNotEmpty().allMatch(finding -> finding.code().equals(example.code()));
    }

    @Test
    void everySharedRuleHasItsExamples() {
        assertThat(examples().map(Example::code)).containsExactlyInAnyOrderElementsOf(RULES.keySet());
    }

    @Test
    void everyRealEntryPassesEveryRule() {
        RuleBook book = RuleBook.of(SharedRules.all(SETTINGS), SETTINGS);

        for (ObjectNode resource : RealPatient.resources()) {
            assertThat(Scene.of(resource).ask(book).refusals()).isEmpty();
            assertThat(Scene.withoutMedical(resource).ask(book).refusals()).isEmpty();
        }
    }

    private static Stream<Example> entries() {
        return Stream.of(
                new Example("entry-malformed", RuleExamplesTest::observation, scene -> scene.set("/id", "no id")),
                new Example(
                        "type-unsupported",
                        RuleExamplesTest::observation,
                        scene -> scene.set("/resourceType", "Basic")),
                new Example("section-wrong", RuleExamplesTest::observation, scene -> scene.in(Section.BILLING)),
                new Example("entry-twice", RuleExamplesTest::observation, scene -> scene.edit(scene::besides)));
    }

    private static Stream<Example> references() {
        return Stream.of(
                new Example(
                        "reference-unresolved",
                        RuleExamplesTest::observation,
                        scene -> scene.set("/encounter/reference", "urn:uuid:0e1764a6-0000-4000-8000-82db60700002")),
                new Example(
                        "reference-outside",
                        RuleExamplesTest::report,
                        scene -> scene.set("/encounter/reference", "Encounter?identifier=urn:oid:1.2.3|77")),
                new Example(
                        "reference-form-unknown",
                        RuleExamplesTest::report,
                        scene -> scene.set("/performer/0/reference", "the laboratory next door")),
                new Example(
                        "patient-foreign",
                        RuleExamplesTest::observation,
                        scene -> scene.set("/subject/reference", "urn:uuid:0e1764a6-0000-4000-8000-82db60700002")),
                new Example(
                        "patient-second",
                        RuleExamplesTest::patient,
                        scene -> scene.onCard(RealPatient.the("Patient", p -> true))
                                .set("/id", "somebody-else")));
    }

    private static Stream<Example> corrections() {
        return Stream.of(
                new Example(
                        "correction-without-version",
                        RuleExamplesTest::correction,
                        scene -> scene.touching(scene.name(), Optional.empty())),
                new Example(
                        "correction-of-nothing",
                        RuleExamplesTest::correction,
                        scene -> scene.set("/id", "another")
                                .touching(scene.name(), Optional.of(RealPatient.change("unseen")))),
                new Example("fact-untouched", RuleExamplesTest::claim, scene -> scene.notTouching("billed|Encounter")),
                new Example(
                        "touch-unfounded",
                        RuleExamplesTest::observation,
                        scene -> scene.touching("billed|Encounter/77", Optional.empty())));
    }

    private static Stream<Example> claims() {
        return Stream.of(
                new Example(
                        "claim-without-care",
                        RuleExamplesTest::claim,
                        scene -> scene.without("item", "procedure", "supportingInfo")),
                new Example("care-uncited", RuleExamplesTest::claim, Scene::uncited),
                new Example(
                        "care-withdrawn",
                        RuleExamplesTest::claim,
                        scene -> scene.onCard(procedure().put("status", "entered-in-error"))),
                new Example("citation-outdated", RuleExamplesTest::claim, scene -> scene.correctedOnCard(procedure())),
                new Example(
                        "care-code-differs",
                        RuleExamplesTest::claim,
                        scene -> scene.set(
                                itemOf("procedureSequence") + "/productOrService/coding/0/code", "232717009")),
                new Example(
                        "care-of-another-visit",
                        RuleExamplesTest::claim,
                        scene -> scene.set("/item/0/encounter/0/reference", otherVisit())),
                new Example(
                        "claim-period-differs",
                        RuleExamplesTest::claim,
                        scene -> scene.set("/billablePeriod/start", "2019-04-08T10:37:06+00:00")
                                .set("/billablePeriod/end", "2019-04-08T11:37:06+00:00")),
                new Example(
                        "billed-twice",
                        RuleExamplesTest::claim,
                        scene -> scene.onCard(RealPatient.claim().put("id", "again"))),
                new Example(
                        "items-do-not-add-up",
                        RuleExamplesTest::claim,
                        scene -> scene.edit(RuleExamplesTest::netEverywhere)),
                new Example(
                        "amount-negative",
                        RuleExamplesTest::claim,
                        scene -> scene.set("/total/value", new BigDecimal("-1.00"))),
                new Example(
                        "item-net-differs",
                        RuleExamplesTest::claim,
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
                        RuleExamplesTest::payment,
                        scene -> scene.set("/request/reference", "Claim/never-made")),
                new Example(
                        "paid-twice",
                        RuleExamplesTest::payment,
                        scene -> scene.onCard(RealPatient.payment().put("id", "payment-0"))),
                new Example(
                        "payment-exceeds-claim",
                        RuleExamplesTest::payment,
                        scene -> scene.set("/amount/value", new BigDecimal("999999.99"))));
    }

    private static Stream<Example> answers() {
        return Stream.of(
                new Example(
                        "answer-names-no-claim",
                        RuleExamplesTest::answer,
                        scene -> scene.set("/claim/reference", "urn:uuid:0e1764a6-0000-4000-8000-82db60700002")),
                new Example("answer-without-claim", RuleExamplesTest::answer, scene -> scene.without("claim")),
                new Example(
                        "answer-differs",
                        RuleExamplesTest::answer,
                        scene -> scene.set("/total/0/amount/value", new BigDecimal("10.00"))),
                new Example(
                        "answer-items-differ",
                        RuleExamplesTest::answer,
                        scene -> scene.set("/item/0/productOrService/coding/0/code", "232717009")),
                new Example(
                        "answer-pays-more",
                        RuleExamplesTest::smallAnswer,
                        scene -> scene.set("/payment/amount/value", new BigDecimal("999999.99"))),
                new Example(
                        "answered-twice",
                        RuleExamplesTest::answer,
                        scene -> scene.onCard(RealPatient.answer().put("id", "again"))),
                new Example(
                        "responded-twice",
                        RuleExamplesTest::response,
                        scene -> scene.onCard(claimResponse().put("id", "again"))),
                new Example(
                        "coverage-not-in-force",
                        RuleExamplesTest::answer,
                        scene -> scene.edit(answer -> coverage(answer).put("status", "cancelled"))),
                new Example(
                        "coverage-of-another",
                        RuleExamplesTest::answer,
                        scene -> scene.edit(answer -> coverage(answer)
                                .putObject("beneficiary")
                                .put("reference", "urn:uuid:0e1764a6-0000-4000-8000-82db60700002"))));
    }

    private static Scene observation() {
        return Scene.of(RealPatient.the("Observation", observation -> true));
    }

    private static Scene report() {
        return Scene.of(RealPatient.the("DiagnosticReport", report -> report.has("performer")));
    }

    private static Scene patient() {
        return Scene.of(RealPatient.the("Patient", patient -> true));
    }

    /** A correction of a condition that names the version on the card. */
    private static Scene correction() {
        ObjectNode condition = RealPatient.the("Condition", any -> true);
        Scene scene = Scene.of(condition).onCard(condition.deepCopy());
        return scene.touching(scene.name(), Optional.of(RealPatient.change(scene.name())));
    }

    private static Scene claim() {
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
