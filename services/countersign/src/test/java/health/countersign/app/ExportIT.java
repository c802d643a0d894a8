package health.countersign.app;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.attack.FhirSamples;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Outcomes.Outcome;
import health.countersign.app.console.Exit;
import health.countersign.app.console.LogFile;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.demo.Visit;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.LaptopPorts;
import health.countersign.app.laptop.LaptopSettings;
import health.countersign.app.proof.IndependentVerifier;
import health.countersign.app.proof.IndependentVerifier.Answer;
import health.countersign.domain.OrganizationId;
import health.countersign.member.keys.Agreement;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A pack of a real card, judged when everything that made it is gone. */
class ExportIT {
    private static final OrganizationId HOSPITAL = new OrganizationId("hospital-a");

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void onlyTheProgramTalks() {
        LogFile.quiet(false);
    }

    @Test
    void whatWasAgreedIsVerifiedWithoutAnyService() throws Exception {
        ConsortiumFiles files = new ConsortiumFiles(directory.resolve("data"));
        Path pack = directory.resolve("own.zip");
        Path ofInsurer = directory.resolve("insurer.zip");
        String card;
        try (Laptop laptop = start(files);
                Visit visit = new Visit(files)) {
            assertThat(laptop.addresses().services()).containsKey(HOSPITAL);
            card = card(visit.doors());
            assertThat(run(files, "export", "--card", card, "--out", pack.toString()))
                    .isEqualTo(Exit.OK);
            assertThat(run(files, "export", "--as", "insurer", "--card", card, "--out", ofInsurer.toString()))
                    .isEqualTo(Exit.OK);
            String unknown = UUID.randomUUID().toString();
            assertThat(run(files, "export", "--card", unknown, "--out", pack.toString()))
                    .isEqualTo(Exit.NO);
        }

        Answer own = verify(pack, files.consortium());

        assertThat(own.exit()).as(String.join("\n", own.lines())).isEqualTo(Exit.OK);
        assertThat(own.lines()).contains("card %s: stands, 2 contents".formatted(card), "verified");
        assertThat(IndependentVerifier.launch(pack, files.consortium())).isEqualTo(own);
        assertThat(verify(ofInsurer, files.consortium()).lines())
                .contains("card %s: stands, 1 contents".formatted(card), "verified");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("data", "own.zip", "insurer.zip");
    }

    @Test
    void whatCannotBeReadOrWrittenIsTold() throws Exception {
        ConsortiumFiles files = new ConsortiumFiles(directory.resolve("none"));

        assertThat(run(files, "export")).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("cannot read the consortium file").doesNotContain("\tat ");
        assertThat(run(files, "export", "--card", "x")).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("x is no id of a card");
        assertThat(directory).isEmptyDirectory();
    }

    private static Laptop start(ConsortiumFiles files) {
        return Laptop.start(
                new LaptopSettings(files, LaptopPorts.free(), Agreement.laptop()), (part, milliseconds) -> {});
    }

    /** A card with an opening, which all read, and an observation, which only medical organizations read. */
    private static String card(Doors doors) {
        String patient = UUID.randomUUID().toString();
        ChangeBody opening = ChangeBody.of("first visit").entry(FhirSamples.patient(patient));
        Accepted opened = Accepted.of(doors.retrying()
                .send(() -> doors.members()
                        .open(HOSPITAL, opening, UUID.randomUUID().toString()))
                .await());
        assertThat(doors.outcomes().of(opened.change()).await()).matches(Outcome::isCommitted);
        byte[] observation = FhirSamples.observation(UUID.randomUUID().toString(), patient, 37.5);
        ChangeBody finding = ChangeBody.of("temperature").entry(observation);
        Accepted found = Accepted.of(doors.retrying()
                .sendUntilThere(() -> doors.members()
                        .submit(
                                HOSPITAL,
                                opened.card(),
                                finding,
                                UUID.randomUUID().toString()))
                .await());
        assertThat(doors.outcomes().of(found.change()).await()).matches(Outcome::isCommitted);
        return opened.card();
    }

    private int run(ConsortiumFiles files, String... arguments) {
        CommandLine line = line(new StringWriter());
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--dir", files.directory().toString()));
        return line.execute(all.toArray(String[]::new));
    }

    private Answer verify(Path pack, Path consortium) {
        StringWriter out = new StringWriter();
        int exit = line(out).execute("verify", "--pack", pack.toString(), "--consortium", consortium.toString());
        return new Answer(exit, out.toString().lines().toList());
    }

    private CommandLine line(StringWriter out) {
        CommandLine line = CountersignMain.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line;
    }
}
