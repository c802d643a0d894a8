package health.countersign.app.leak;

import health.countersign.domain.Section;
import health.countersign.member.review.SectionTable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A real patient of whom every field is replaced by one that is nowhere else: texts, names, ids, references, codes,
 * moments, measured values. Only what {@link #GRAMMAR} names stays as it is, and amounts, which must add up.
 */
public final class CanaryBundle {
    /** What makes it FHIR: without these nobody would take it, and they say nothing of a person. */
    private static final Set<String> GRAMMAR =
            Set.of("resourceType", "system", "url", "profile", "status", "currency", "contentType");

    private static final Pattern WORD = Pattern.compile("Kanarie\\d{5}qzj");
    private static final Pattern MOMENT =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT[\\d:]{8})(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern REFERENCE = Pattern.compile("(urn:uuid:|#|[A-Za-z]+/|.*\\|)(.+)");

    private final Set<String> canaries = new HashSet<>();
    private final Map<String, String> shared = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<Section, List<String>> texts = new EnumMap<>(Section.class);
    private final JsonObject bundle;
    private List<String> own = new ArrayList<>();
    private int made;

    private CanaryBundle(JsonObject bundle) {
        this.bundle = bundle;
    }

    /** Made of a patient that comes with the program. */
    public static CanaryBundle of(String patient) throws IOException {
        try (InputStream file =
                new GZIPInputStream(CanaryBundle.class.getResourceAsStream("/patients/" + patient + ".json.gz"))) {
            CanaryBundle bundle =
                    new CanaryBundle(new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
            bundle.bundle.getJsonArray("entry").forEach(entry -> bundle.replaceEntry((JsonObject) entry));
            return bundle;
        }
    }

    public byte[] json() {
        return bundle.toBuffer().getBytes();
    }

    public List<String> canaries() {
        return List.copyOf(canaries);
    }

    /** Those that stand in entries of this section alone; ids, codes and moments stand in several. */
    public List<String> texts(Section section) {
        return List.copyOf(texts.getOrDefault(section, List.of()));
    }

    public int entries() {
        return bundle.getJsonArray("entry").size();
    }

    /** Whether a resource is one of these. */
    public boolean has(JsonObject resource) {
        return ids.contains(resource.getString("id"));
    }

    /** Where a resource holds what could leak without being noticed, as {@code name.given}. */
    public List<String> uncovered(JsonObject resource) {
        List<String> places = new ArrayList<>();
        uncovered("", "", resource, places);
        return places;
    }

    private void uncovered(String place, String name, Object value, List<String> places) {
        if (value instanceof JsonObject object) {
            for (String field : object.fieldNames()) {
                boolean amount = field.equals("value") && object.containsKey("currency");
                if (!amount) {
                    uncovered(place + "." + field, field, object.getValue(field), places);
                }
            }
        } else if (value instanceof JsonArray values) {
            values.forEach(each -> uncovered(place, name, each, places));
        } else if (!isCovered(name, value)) {
            places.add(place.substring(1));
        }
    }

    private boolean isCovered(String name, Object value) {
        if (value instanceof String text) {
            String plain = name.equals("data") ? decoded(text) : text;
            return GRAMMAR.contains(name)
                    || canaries.contains(plain)
                    || WORD.matcher(plain).find();
        }
        // Whole numbers and yes or no count and order entries; measured values have fractions.
        return !(value instanceof Double) || canaries.contains(value.toString());
    }

    private static String decoded(String data) {
        try {
            return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return data;
        }
    }

    private void replaceEntry(JsonObject entry) {
        JsonObject resource = entry.getJsonObject("resource");
        own = new ArrayList<>();
        entry.put("fullUrl", reference(entry.getString("fullUrl")));
        replace(resource);
        ids.add(resource.getString("id"));
        String type = resource.getString("resourceType");
        if (SectionTable.r4().supports(type)) {
            texts.computeIfAbsent(SectionTable.r4().sectionOf(type), section -> new ArrayList<>())
                    .addAll(own);
        }
    }

    private void replace(JsonObject object) {
        boolean amount = object.containsKey("currency");
        String system = object.getString("system", "");
        for (String name : List.copyOf(object.fieldNames())) {
            if (!GRAMMAR.contains(name) && !(amount && name.equals("value"))) {
                object.put(name, replaced(name, object.getValue(name), system));
            }
        }
    }

    private Object replaced(String name, Object value, String system) {
        if (value instanceof JsonObject child) {
            replace(child);
            return child;
        }
        if (value instanceof JsonArray values) {
            JsonArray replaced = new JsonArray();
            values.forEach(each -> replaced.add(replaced(name, each, system)));
            return replaced;
        }
        if (value instanceof String text) {
            return replaced(name, text, system);
        }
        boolean measured = name.equals("valueDecimal") || (name.equals("value") && !system.isEmpty());
        return measured && value instanceof Number number ? measured(number) : value;
    }

    private String replaced(String name, String text, String system) {
        Matcher moment = MOMENT.matcher(text);
        if (moment.matches()) {
            return moment(text, moment.group(1), moment.group(3));
        }
        if (DAY.matcher(text).matches()) {
            canaries.add(text);
            return text;
        }
        return switch (name) {
            case "id" -> shared("id " + text, CanaryBundle::word);
            case "reference" -> reference(text);
            case "code" -> shared("code " + system + text, CanaryBundle::word);
            case "data" -> Base64.getEncoder().encodeToString(own(word(++made)).getBytes(StandardCharsets.UTF_8));
            default -> own(word(++made));
        };
    }

    private String reference(String text) {
        Matcher known = REFERENCE.matcher(text);
        return known.matches()
                ? known.group(1) + shared("id " + known.group(2), CanaryBundle::word)
                : shared("id " + text, CanaryBundle::word);
    }

    /** The same second with a fraction of its own, so that what was earlier stays earlier. */
    private String moment(String text, String second, String zone) {
        String moment = shared("moment " + text, number -> second + ".%06d".formatted(number) + zone);
        canaries.add(OffsetDateTime.parse(moment).toInstant().toString());
        return moment;
    }

    private Double measured(Number number) {
        Double value = Double.valueOf("%d.9%06d7".formatted(number.longValue(), ++made));
        own(value.toString());
        return value;
    }

    private String own(String canary) {
        canaries.add(canary);
        own.add(canary);
        return canary;
    }

    private String shared(String key, IntFunction<String> making) {
        String canary = shared.computeIfAbsent(key, first -> making.apply(++made));
        canaries.add(canary);
        return canary;
    }

    private static String word(int number) {
        return "Kanarie%05dqzj".formatted(number);
    }
}
