package health.countersign.member.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.Finding;
import health.countersign.domain.Section;
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
        return Stream.of(entries(), references(), corrections(), BillExamples.all())
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
                new Example("fact-untouched", BillExamples::claim, scene -> scene.notTouching("billed|Encounter")),
                new Example(
                        "touch-unfounded",
                        RuleExamplesTest::observation,
                        scene -> scene.touching("billed|Encounter/77", Optional.empty())));
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
}
