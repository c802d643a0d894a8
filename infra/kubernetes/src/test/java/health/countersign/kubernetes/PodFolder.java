package health.countersign.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a program finds in {@code /etc/countersign}, put together as a node does it from the objects of a release. */
record PodFolder(KubernetesObject program, List<KubernetesObject> release) {
    static final String PLACE = "/etc/countersign/";

    /** Stands for every content that the chart does not know. */
    private static final String UNKNOWN = "0123456789abcdef0123456789abcdef\n";

    Path writeTo(Path directory) throws IOException {
        for (JsonNode volume : program.pod().orElseThrow().at("/spec/volumes")) {
            for (JsonNode source : volume.at("/projected/sources")) {
                write(directory, source.path("configMap"));
                write(directory, source.path("secret"));
            }
        }
        return directory;
    }

    private void write(Path directory, JsonNode source) throws IOException {
        for (JsonNode item : source.path("items")) {
            write(directory.resolve(item.path("path").asText()), UNKNOWN);
        }
        if (source.isObject() && !source.has("items")) {
            for (Map.Entry<String, JsonNode> entry : data(source.path("name").asText())) {
                write(directory.resolve(entry.getKey()), entry.getValue().asText());
            }
        }
    }

    private Iterable<Map.Entry<String, JsonNode>> data(String configMap) {
        return release.stream()
                .filter(object -> object.kind().equals("ConfigMap"))
                .filter(object -> object.name().equals(configMap))
                .findAny()
                .orElseThrow()
                .tree()
                .path("data")
                .properties();
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
