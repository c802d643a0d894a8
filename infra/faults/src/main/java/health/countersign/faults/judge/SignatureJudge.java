package health.countersign.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * I1: has the pack of a run judged by {@code infra/verify/Verify.java} in a process of its own. Where there is none, it
 * makes one of the lanes, without contents, as docs/proof.md has it.
 */
public final class SignatureJudge {
    private static final String VERIFIER = "Verify.java";

    private SignatureJudge() {}

    /** What does not stand on the ledger; nothing, if all does. */
    public static List<Violation> judge(Path folder) throws IOException, InterruptedException {
        Path pack = folder.resolve("pack.zip");
        if (Files.notExists(pack)) {
            pack = folder.resolve("lanes.zip");
            write(folder, pack);
        }
        Path verifier = folder.resolve(VERIFIER);
        try (InputStream source = SignatureJudge.class.getResourceAsStream("/" + VERIFIER)) {
            Files.write(verifier, source.readAllBytes());
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path verdict = folder.resolve("verdict.txt");
        int exit = new ProcessBuilder(java.toString(), verifier.toString(), pack.toString())
                .redirectErrorStream(true)
                .redirectOutput(verdict.toFile())
                .start()
                .waitFor();
        return exit == 0 ? List.of() : violations(exit, Files.readAllLines(verdict));
    }

    private static List<Violation> violations(int exit, List<String> lines) {
        List<Violation> violations = new ArrayList<>();
        lines.stream()
                .filter(line -> line.startsWith(" "))
                .forEach(line -> violations.add(new Violation("I1", line.strip())));
        if (violations.isEmpty()) {
            violations.add(new Violation("I1", "no verdict, exit %d: %s".formatted(exit, lines)));
        }
        return violations;
    }

    private static void write(Path folder, Path pack) throws IOException {
        List<Path> lanes = JsonLines.in(folder.resolve("lanes"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(pack))) {
            String contents =
                    "{\"cards\":[],\"kind\":\"countersign-pack\",\"lanes\":%d,\"v\":1}".formatted(lanes.size());
            add(zip, "pack.json", contents.getBytes(StandardCharsets.UTF_8));
            add(zip, "consortium.json", Files.readAllBytes(folder.resolve("consortium.json")));
            for (Path lane : lanes) {
                zip.putNextEntry(new ZipEntry("lanes/" + lane.getFileName()));
                for (JsonNode transaction : JsonLines.read(lane)) {
                    zip.write(Canonical.bytes(transaction));
                    zip.write('\n');
                }
                zip.closeEntry();
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
