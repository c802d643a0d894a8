package health.countersign.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.app.client.Doors;
import health.countersign.app.client.Reply;
import health.countersign.app.console.Exit;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.demo.Visit;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.LaptopPorts;
import health.countersign.app.laptop.LaptopSettings;
import health.countersign.app.leak.CanaryBundle;
import health.countersign.app.leak.ReadRights;
import health.countersign.app.leak.Scan;
import health.countersign.app.leak.SharedBytes;
import health.countersign.domain.OrganizationId;
import health.countersign.member.keys.Agreement;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo with one patient whose every text is a canary: through everything, then scanned, then built anew. */
class DemoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final OrganizationId HOSPITAL = new OrganizationId("hospital-b");

    @TempDir
    private Path directory;

    @Test
    void aPatientGoesThroughEverythingAndLeavesNoTraceInClear() throws Exception {
        CanaryBundle bundle = CanaryBundle.of("patient-1");
        ConsortiumFiles files = new ConsortiumFiles(directory.resolve("data"));
        Scan scan = new Scan(bundle.canaries());

        String said = demo(bundle, files);

        assertThat(said).contains("committed          " + bundle.entries(), "10 of 10 refused or flagged");
        assertThat(scan.find(said.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(scan.files(directory.resolve("data").resolve("organizations")))
                .isNotEmpty();
        for (Path shared : List.of(
                files.kafka(), files.ledger(), files.validator(), files.log().getParent())) {
            assertThat(scan.files(shared))
                    .as("files with canaries in %s", shared)
                    .isEmpty();
        }
        Map<String, JsonObject> before;
        try (Laptop laptop = start(files);
                Visit visit = new Visit(files)) {
            before = cards(visit.doors());
            assertThat(before).isNotEmpty();
            ReadRights rights = new ReadRights(visit.doors().consortium().document(), bundle);
            rights.assertKept(files);
            rights.assertShown(visit.doors());
            assertThat(SharedBytes.inTopics(scan, laptop.addresses().kafka())).isEmpty();
            assertThat(SharedBytes.onLedger(scan, visit.doors().ledger())).isEmpty();
        }
        delete(files.view(HOSPITAL));
        try (Laptop laptop = start(files);
                Visit visit = new Visit(files)) {
            assertThat(laptop.addresses().services()).containsKey(HOSPITAL);
            // A view made anew has the ledger at once; contents come with the log, and until then it says so.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cards(visit.doors())).isEqualTo(before));
        }
    }

    private String demo(CanaryBundle bundle, ConsortiumFiles files) throws Exception {
        Path input = Files.createDirectory(directory.resolve("input"));
        Files.write(input.resolve("patient.json"), bundle.json());
        StringWriter said = new StringWriter();
        CommandLine line = CountersignMain.commandLine();
        line.setOut(new PrintWriter(said));
        line.setErr(new PrintWriter(said));

        int exit = line.execute(
                "demo", "--input", input.toString(), "--dir", files.directory().toString());

        assertThat(exit).as(said.toString()).isEqualTo(Exit.OK);
        return said.toString();
    }

    private static Laptop start(ConsortiumFiles files) {
        return Laptop.start(
                new LaptopSettings(files, LaptopPorts.free(), Agreement.laptop()), (part, milliseconds) -> {});
    }

    /** Each card and its history as one organization tells them. */
    private static Map<String, JsonObject> cards(Doors doors) {
        Map<String, JsonObject> cards = new TreeMap<>();
        JsonObject page = get(doors, "/v1/cards?limit=999");
        for (Object card : page.getJsonArray("cards")) {
            cards.put(card + "", get(doors, "/v1/cards/" + card));
            cards.put(card + " history", get(doors, "/v1/cards/%s/history".formatted(card)));
        }
        return cards;
    }

    private static JsonObject get(Doors doors, String path) {
        Reply reply = doors.members().of(HOSPITAL).get(path).await();
        assertThat(reply.isDone()).as(reply.problem()).isTrue();
        return reply.json();
    }

    private static void delete(Path directory) throws Exception {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
