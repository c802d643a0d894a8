package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.bundle.BundleEntry;
import health.countersign.app.bundle.BundleReader;
import health.countersign.domain.Section;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CanaryBundleTest {
    private static CanaryBundle bundle;

    @BeforeAll
    static void make() throws Exception {
        bundle = CanaryBundle.of("patient-1");
    }

    @Test
    void everyFieldThatTheImportTakesHoldsACanary() throws Exception {
        List<BundleEntry> taken = BundleReader.read("patient.json", new ByteArrayInputStream(bundle.json()));

        assertThat(taken).hasSize(bundle.entries()).allSatisfy(entry -> {
            JsonObject resource = new JsonObject(new String(entry.body(), StandardCharsets.UTF_8));
            assertThat(bundle.has(resource)).isTrue();
            assertThat(bundle.uncovered(resource)).as(entry.type()).isEmpty();
        });
    }

    @Test
    void aFieldWithoutACanaryIsNoticedWhereverItStands() {
        JsonObject resource = new JsonObject()
                .put("resourceType", "Observation")
                .put("id", "an-id-that-is-ours")
                .put("effectiveDateTime", "2024-05-06T10:15:00Z")
                .put("valueQuantity", new JsonObject().put("value", 36.6).put("unit", "Kanarie00001qzj"))
                .put("note", new JsonArray().add(new JsonObject().put("text", "in clear")))
                .put("total", new JsonObject().put("value", 12.5).put("currency", "USD"));

        assertThat(bundle.uncovered(resource))
                .containsExactlyInAnyOrder("id", "effectiveDateTime", "valueQuantity.value", "note.text");
    }

    @Test
    void whatOneSectionHoldsAloneIsInNoOther() {
        HashSet<String> medical = new HashSet<>(bundle.texts(Section.MEDICAL));

        assertThat(medical).hasSizeGreaterThan(100).isSubsetOf(bundle.canaries());
        for (Section section : List.of(Section.IDENTITY, Section.BILLING, Section.INSURANCE)) {
            assertThat(bundle.texts(section)).isNotEmpty().doesNotContainAnyElementsOf(medical);
        }
    }
}
