package health.countersign.faults.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run leaves behind, one object of JSON in a line each:
 * {@code submissions.jsonl}, {@code streams/N.jsonl}, {@code lanes/N.jsonl} with the ledger's transactions as it gives
 * them, {@code outcomes/N.jsonl} with the values of the topic, {@code histories/ORGANIZATION-COPY.jsonl},
 * {@code consortium.json}, and of a ledger whose chain can be proven also {@code pack.zip}.
 */
public record EvidenceFolder(Path directory) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Path consortium() {
        return directory.resolve("consortium.json");
    }

    public Path pack() {
        return directory.resolve("pack.zip");
    }

    public Path submissions() {
        return directory.resolve("submissions.jsonl");
    }

    public Path stream(int number) {
        return directory.resolve("streams").resolve(number + ".jsonl");
    }

    public Path lane(int lane) {
        return directory.resolve("lanes").resolve(lane + ".jsonl");
    }

    public Path outcomes(int lane) {
        return directory.resolve("outcomes").resolve(lane + ".jsonl");
    }

    public Path history(String organization, int copy) {
        return directory.resolve("histories").resolve(organization + "-" + copy + ".jsonl");
    }

    /** Writes a file line by line. */
    static void write(Path file, Iterable<ObjectNode> lines) throws IOException {
        Files.createDirectories(file.getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (ObjectNode line : lines) {
                writer.write(JSON.writeValueAsString(line));
                writer.newLine();
            }
        }
    }
}
