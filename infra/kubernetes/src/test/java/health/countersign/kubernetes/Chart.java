package health.countersign.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The chart of this project, rendered in this JVM. */
final class Chart {
    static final Path DIRECTORY =
            Path.of("../../helm/countersign").toAbsolutePath().normalize();
    static final String RELEASE = "demo";

    private static final String KUBERNETES = "1.31.0";
    private static final YAMLMapper YAML = new YAMLMapper();

    private Chart() {}

    /** The values for tests, each a way in which the chart is used. */
    static List<Path> valuesFiles() {
        return files(DIRECTORY.resolve("ci"));
    }

    static Path values(String name) {
        return DIRECTORY.resolve("ci").resolve(name + "-values.yaml");
    }

    /**
     * All objects that a release with these values is made of. Helm in this JVM leaves out hooks, tests among them: it
     * is given a copy that calls them something else.
     */
    static List<KubernetesObject> render(Path values) {
        String text = new Helm(copyTo(Path.of("target/chart"), content -> content.replace("helm.sh/hook", "hook")))
                .template()
                .withName(RELEASE)
                .withNamespace("records")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values)
                .call();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().stream()
                    .filter(JsonNode::isObject)
                    .map(KubernetesObject::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("what was rendered is no YAML", e);
        }
    }

    /** The same with other values than those of a file, written there. */
    static List<KubernetesObject> render(JsonNode values, Path file) throws IOException {
        YAML.writeValue(file.toFile(), values);
        return render(file);
    }

    /** Helm's own strict judgement, of a copy whose values are overlaid by these: it takes no others. */
    static LintResult lint(Path values, Path scratch) throws IOException {
        Path copy = copyTo(scratch, content -> content);
        JsonNode overlaid = overlay(tree(DIRECTORY.resolve("values.yaml")), tree(values));
        YAML.writeValue(copy.resolve("values.yaml").toFile(), overlaid);
        return new Helm(copy).lint().strict().call();
    }

    static ObjectNode tree(Path yaml) {
        try {
            return (ObjectNode) YAML.readTree(Files.readAllBytes(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyTo(Path directory, UnaryOperator<String> change) {
        Path copy = directory.resolve("countersign");
        try {
            for (Path file : files(DIRECTORY)) {
                Path target = copy.resolve(DIRECTORY.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, change.apply(Files.readString(file)));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode overlay(JsonNode base, JsonNode over) {
        if (!(base instanceof ObjectNode below) || !over.isObject()) {
            return over;
        }
        over.properties().forEach(entry -> {
            JsonNode known = below.path(entry.getKey());
            below.set(entry.getKey(), overlay(known, entry.getValue()));
        });
        return below;
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
