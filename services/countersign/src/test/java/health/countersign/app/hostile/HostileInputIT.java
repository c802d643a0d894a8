package health.countersign.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.attack.FhirSamples;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.console.LogFile;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.Scopes;
import health.countersign.app.demo.Visit;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.LaptopPorts;
import health.countersign.app.laptop.LaptopSettings;
import health.countersign.domain.CardId;
import health.countersign.domain.OrganizationId;
import health.countersign.member.keys.Agreement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A corpus of what no honest program sends, at every door of a consortium that runs. Each piece is refused clearly or
 * set aside, nothing grows, and afterwards a good change goes through in every lane.
 */
class HostileInputIT {
    private static final OrganizationId HOSPITAL = new OrganizationId("hospital-a");

    /** Far more than a consortium of a few cards needs, and far less than the corpus would fill. */
    private static final long MOST_BYTES = 512L * 1024 * 1024;

    @TempDir
    private static Path directory;

    private static ConsortiumFiles files;
    private static Laptop laptop;
    private static Visit visit;

    @BeforeAll
    static void start() throws IOException {
        LogFile.quiet(false);
        files = new ConsortiumFiles(directory);
        laptop = Laptop.start(
                new LaptopSettings(files, LaptopPorts.free(), Agreement.laptop()), (part, milliseconds) -> {});
        visit = new Visit(files);
    }

    @AfterAll
    static void stop() {
        visit.close();
        laptop.close();
    }

    @AfterEach
    void everythingIsAsItWas() {
        changeEveryLane();
        Runtime.getRuntime().gc();
        assertThat(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory())
                .isLessThan(MOST_BYTES);
    }

    @Test
    void bodiesThatAreNoChangeAreRefusedWithAReason() {
        Rest rest = new Rest(laptop.addresses().services().get(HOSPITAL), token());
        Accepted card = open();

        HostileBodies.all().forEach((name, body) -> {
            for (String path : List.of("/v1/cards", "/v1/cards/%s/changes".formatted(card.card()))) {
                assertRefused(name, rest.post(path, body, "application/json"), 400, 413, 422);
            }
        });
        assertRefused("gzip", rest.compressed("/v1/cards"), 400, 415);
        assertRefused("xml", rest.post("/v1/cards", "<a/>".getBytes(StandardCharsets.UTF_8), "application/xml"), 415);
    }

    @Test
    void pathsAndParametersThatAreNoneAreRefused() {
        Rest rest = new Rest(laptop.addresses().services().get(HOSPITAL), token());

        for (String path : List.of(
                "/v1/cards/..%2f..%2fetc%2fpasswd",
                "/v1/cards/%00",
                "/v1/cards/" + "a".repeat(3_000),
                "/v1/cards/x/history?after=%ff%fe",
                "/v1/proposals/" + "z".repeat(64),
                "/v1/cards?limit=-1&limit=99999999999999999999",
                "/../keys/seal.key",
                "/v1/../../keys")) {
            assertRefused(path, rest.get(path), 400, 404, 422);
        }
    }

    @Test
    void tokensThatNobodyIssuedOpenNothing() throws Exception {
        List<URI> services = List.of(
                laptop.addresses().services().get(HOSPITAL), laptop.addresses().notification());
        String good = token();
        String publicKeys = Files.readString(files.issuerKeys());
        for (URI service : services) {
            String path = service.equals(laptop.addresses().notification()) ? "/v1/consortium" : "/v1/cards";
            assertThat(new Rest(service, good).get(path).statusCode()).isEqualTo(200);
            HostileTokens.from(good, publicKeys)
                    .forEach((name, token) -> assertRefused(name, new Rest(service, token).get(path), 400, 401, 431));
        }
    }

    @Test
    void framesThatAreNoMessageEndTheirStreamOrAreRefused() throws Exception {
        HostileFrames frames = new HostileFrames(laptop.addresses().notification(), token());

        assertThat(frames.refusals())
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer).contains("\"type\":\"refused\""));
        assertThat(frames.endings())
                .as("codes with which each connection ended")
                .hasSize(3);
    }

    @Test
    void recordsThatNoProgramOfOursWritesStopNobody() throws Exception {
        changeEveryLane();
        HostileRecords records = new HostileRecords(
                laptop.addresses().kafka(),
                visit.doors().consortium().document().lanes());

        records.copies();
        records.junk();
    }

    @Test
    void transactionsThatAreNoneAreRefusedByTheLedger() {
        Rest ledger = new Rest(laptop.addresses().ledger(), "none");

        HostileBodies.all()
                .forEach((name, body) -> assertThat(
                                ledger.post("/api/v1/transactions?mode=commit", body, "application/json")
                                        .statusCode())
                        .as(name)
                        .isIn(400, 413));
    }

    private static void assertRefused(String what, HttpResponse<String> answer, Integer... statuses) {
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isIn((Object[]) statuses);
        assertThat(answer.body()).as(what).doesNotContain("Exception").doesNotContain("\tat ");
        if (answer.headers().firstValue("content-type").orElse("").contains("problem+json")) {
            assertThat(answer.body()).as(what).contains("\"code\":");
        }
    }

    private static String token() {
        try {
            return LocalTokens.of(files).token(HOSPITAL, "test", Scopes.ALL);
        } catch (RuntimeException e) {
            throw new AssertionError("no token", e);
        }
    }

    private static Accepted open() {
        Doors doors = visit.doors();
        ChangeBody opening = ChangeBody.of("visit")
                .entry(FhirSamples.patient(UUID.randomUUID().toString()));
        String key = UUID.randomUUID().toString();
        Accepted opened = Accepted.of(doors.retrying()
                .send(() -> doors.members().open(HOSPITAL, opening, key))
                .await());
        assertThat(doors.outcomes().of(opened.change()).await()).matches(Outcome::isCommitted);
        return opened;
    }

    /** Opens cards until one of each lane is open. */
    private static void changeEveryLane() {
        int lanes = visit.doors().consortium().document().lanes();
        Set<Integer> changed = new HashSet<>();
        while (changed.size() < lanes) {
            changed.add(new CardId(open().card()).lane(lanes));
        }
    }
}
