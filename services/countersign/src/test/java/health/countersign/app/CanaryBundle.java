package health.countersign.app;

import health.countersign.domain.Section;
import health.countersign.member.review.SectionTable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A real patient of whom every text, name, identifier and clinical code is replaced by one that is nowhere else. */
final class CanaryBundle {
    private static final Set<String> TEXTS = Set.of(
            "text",
            "display",
            "div",
            "family",
            "given",
            "prefix",
            "line",
            "city",
            "state",
            "postalCode",
            "value",
            "valueString",
            "title",
            "description",
            "name",
            "lotNumber",
            "serialNumber",
            "distinctIdentifier");
    private static final Set<String> CLINICAL =
            Set.of("http://snomed.info/sct", "http://loinc.org", "http://hl7.org/fhir/sid/cvx");

    private final List<String> canaries = new ArrayList<>();
    private final Map<String, String> codes = new HashMap<>();
    private final Map<Section, List<String>> texts = new EnumMap<>(Section.class);
    private final JsonObject bundle;

    private CanaryBundle(JsonObject bundle) {
        this.bundle = bundle;
    }

    /** Made of a patient that comes with the program. */
    static CanaryBundle of(String patient) throws IOException {
        try (InputStream file =
                new GZIPInputStream(CanaryBundle.class.getResourceAsStream("/patients/" + patient + ".json.gz"))) {
            CanaryBundle made =
                    new CanaryBundle(new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
            made.bundle
                    .getJsonArray("entry")
                    .forEach(entry -> made.replaceResource(((JsonObject) entry).getJsonObject("resource")));
            return made;
        }
    }

    byte[] json() {
        return bundle.toBuffer().getBytes();
    }

    List<String> canaries() {
        return List.copyOf(canaries);
    }

    /** Those of texts in entries of this section; codes are left out, because they stand in several. */
    List<String> texts(Section section) {
        return List.copyOf(texts.getOrDefault(section, List.of()));
    }

    int entries() {
        return bundle.getJsonArray("entry").size();
    }

    private void replaceResource(JsonObject resource) {
        int before = canaries.size();
        replace(resource);
        String type = resource.getString("resourceType");
        if (SectionTable.r4().supports(type)) {
            List<String> made = new ArrayList<>(canaries.subList(before, canaries.size()));
            made.removeAll(codes.values());
            texts.computeIfAbsent(SectionTable.r4().sectionOf(type), section -> new ArrayList<>())
                    .addAll(made);
        }
    }

    private void replace(JsonObject object) {
        for (String name : List.copyOf(object.fieldNames())) {
            Object value = object.getValue(name);
            if (value instanceof JsonObject child) {
                replace(child);
            } else if (value instanceof JsonArray children) {
                object.put(name, replace(name, children));
            } else if (value instanceof String text) {
                object.put(name, replace(name, text, object));
            }
        }
    }

    private JsonArray replace(String name, JsonArray values) {
        return new JsonArray(values.stream()
                .map(value -> {
                    if (value instanceof JsonObject child) {
                        replace(child);
                    }
                    return value instanceof String && TEXTS.contains(name) ? canary() : value;
                })
                .collect(Collectors.toList()));
    }

    private String replace(String name, String text, JsonObject in) {
        if (name.equals("data")) {
            return Base64.getEncoder().encodeToString(canary().getBytes(StandardCharsets.UTF_8));
        }
        if (name.equals("code") && CLINICAL.contains(in.getString("system", ""))) {
            return codes.computeIfAbsent(in.getString("system") + text, code -> canary());
        }
        return TEXTS.contains(name) ? canary() : text;
    }

    private String canary() {
        String canary = "Kanarie%05dqzj".formatted(canaries.size());
        canaries.add(canary);
        return canary;
    }
}
