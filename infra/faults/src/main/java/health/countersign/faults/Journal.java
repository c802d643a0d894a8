package health.countersign.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.faults.judge.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** The runs of a campaign so far, one object of JSON in a line each; a run that was broken off is not there. */
final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    /** Seeds that were run and judged. */
    Set<Long> seeds() throws IOException {
        Set<Long> seeds = new HashSet<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode run = JSON.readTree(line);
                seeds.add(run.path("seed").asLong());
            }
        }
        return seeds;
    }

    void add(RunResult result) throws IOException {
        ObjectNode line = JSON.createObjectNode()
                .put("seed", result.plan().seed())
                .put("changes", result.submissions().size())
                .put("acknowledged", result.acknowledged())
                .put("milliseconds", result.millis());
        ArrayNode faults = line.putArray("faults");
        result.plan().faults().forEach(fault -> faults.add(fault.kind().name()));
        ArrayNode violations = line.putArray("violations");
        result.violations().stream().map(Violation::line).forEach(violations::add);
        Files.writeString(
                file,
                JSON.writeValueAsString(line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
