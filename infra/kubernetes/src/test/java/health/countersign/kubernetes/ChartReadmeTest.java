package health.countersign.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartReadmeTest {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (?:`([^`]*)` \\| )?.*\\|");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theTableOfValuesIsWhatValuesYamlSays() throws Exception {
        JsonNode values = Chart.tree(Chart.DIRECTORY.resolve("values.yaml"));

        Map<String, String> told = rows("## Values");

        assertThat(told).isEqualTo(leaves("", values, told));
    }

    @Test
    void theTableOfAnOrganizationIsWhatTheSchemaAllows() throws Exception {
        JsonNode definitions = JSON.readTree(
                        Chart.DIRECTORY.resolve("values.schema.json").toFile())
                .path("definitions");
        Map<String, String> allowed = new TreeMap<>();
        properties(definitions, "organization").forEach((name, schema) -> allowed.put(name, null));
        properties(definitions, "member").keySet().forEach(allowed::remove);
        allowed.keySet().removeAll(java.util.Set.of("store", "validator", "notification"));
        properties(definitions, "postgres").keySet().forEach(name -> allowed.put("store.postgres." + name, null));
        properties(definitions, "volume").keySet().forEach(name -> allowed.put("store.volume." + name, null));

        assertThat(rows("## An organization")).containsOnlyKeys(allowed.keySet());
    }

    private static Map<String, JsonNode> properties(JsonNode definitions, String name) {
        Map<String, JsonNode> properties = new TreeMap<>();
        definitions
                .path(name)
                .path("properties")
                .properties()
                .forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        return properties;
    }

    /** First column to second, of the table below a heading. */
    private static Map<String, String> rows(String heading) throws IOException {
        String readme = Files.readString(Chart.DIRECTORY.resolve("README.md"));
        String section = readme.substring(readme.indexOf(heading) + heading.length());
        Map<String, String> rows = new TreeMap<>();
        section.lines()
                .takeWhile(line -> !line.startsWith("## "))
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    /** Every value with its default; one that the table names as a whole is one. */
    private static Map<String, String> leaves(String prefix, JsonNode tree, Map<String, String> told) {
        Map<String, String> leaves = new TreeMap<>();
        tree.properties().forEach(entry -> {
            String path = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (told.containsKey(path) || !value.isObject() || value.isEmpty()) {
                leaves.put(path, value.toString());
            } else {
                leaves.putAll(leaves(path + ".", value, told));
            }
        });
        return leaves;
    }
}
