package health.countersign.member.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.Finding;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever a resource holds, the rules give an answer, and soon. */
class HostileResourceTest {
    private static final RuleSettings SETTINGS = RuleSettings.defaults();
    private static final RuleBook BOOK = RuleBook.of(SharedRules.all(SETTINGS), SETTINGS);
    private static final int ROUNDS = 40;

    @Test
    void realResourcesWithAnythingInAnyPlaceAreJudged() {
        Random random = new Random(20270101);
        for (int round = 0; round < ROUNDS; round++) {
            for (ObjectNode resource : RealPatient.resources()) {
                Scene scene = Scene.of(resource).edit(node -> spoil(node, random));

                assertThatCode(() -> scene.ask(BOOK)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void anAmountThatIsShortToWriteAndEndlessToSubtractFromIsRefused() {
        Scene scene = Scene.of(RealPatient.claim()).set("/total/value", new BigDecimal("1e999999999"));

        List<Finding> refusals = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> scene.ask(BOOK).refusals());

        assertThat(refusals).extracting(Finding::code).containsExactly("amount-out-of-range");
    }

    @Test
    void tenThousandReferencesToOneEntryAreLookedUpOnce() {
        ObjectNode observation = RealPatient.the("Observation", any -> true);
        Scene scene = Scene.of(observation).edit(node -> {
            for (int i = 0; i < 10_000; i++) {
                node.withArray("/derivedFrom").addObject().set("reference", node.at("/subject/reference"));
            }
        });

        assertThat(Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> scene.ask(BOOK))
                        .refusals())
                .isEmpty();
    }

    /** Puts something unexpected into a random place below the top, the type and the id left alone. */
    private static void spoil(ObjectNode resource, Random random) {
        List<Runnable> edits = new ArrayList<>();
        collect(resource, edits, random, true);
        edits.get(random.nextInt(edits.size())).run();
    }

    private static void collect(JsonNode node, List<Runnable> edits, Random random, boolean top) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(field -> {
                if (!top || !(field.equals("resourceType") || field.equals("id"))) {
                    edits.add(() -> object.set(field, something(object, random)));
                    collect(object.get(field), edits, random, false);
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int place = i;
                edits.add(() -> array.set(place, something(array.objectNode(), random)));
                collect(array.get(i), edits, random, false);
            }
        }
    }

    private static JsonNode something(ObjectNode factory, Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> factory.nullNode();
            case 1 -> factory.numberNode(new BigDecimal("-1e-999999999"));
            case 2 -> factory.textNode("urn:uuid:");
            case 3 -> factory.arrayNode().add(factory.objectNode()).add(factory.arrayNode());
            case 4 -> factory.booleanNode(true);
            case 5 -> factory.textNode("Patient/\u0000?|/../~1");
            case 6 -> factory.objectNode().put("reference", 7).put("value", "x").put("start", "9999-99-99");
            case 7 -> factory.textNode("+999999999-12-31T23:59:59Z");
            default -> factory.objectNode();
        };
    }
}
