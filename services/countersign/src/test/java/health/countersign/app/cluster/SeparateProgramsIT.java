package health.countersign.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.CountersignMain;
import health.countersign.app.attack.FhirSamples;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.consortium.Addresses;
import health.countersign.app.consortium.Backbone;
import health.countersign.app.consortium.Backbone.LedgerAddress;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.app.demo.Visit;
import health.countersign.app.leak.LeakCheck;
import health.countersign.app.run.RunnableProgram;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.PolicyText;
import health.countersign.domain.Role;
import health.countersign.domain.Section;
import health.countersign.domain.SectionTerms;
import health.countersign.member.keys.Agreement;
import health.countersign.processes.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A consortium as hospitals run it: every program by itself, from the folders that {@code consortium init} makes. A
 * patient full of canaries goes through it, too, and nothing of it may be where it does not belong.
 */
class SeparateProgramsIT {
    private static final OrganizationId AUTHOR = new OrganizationId("hospital-a");
    private static final long PATIENCE_SECONDS = 240;

    @TempDir
    Path directory;

    private ConsortiumFiles files;
    private ConsortiumFolder folder;
    private ProgramPorts ports;
    private LeakCheck leaks;

    @Test
    void aChangeGoesThroughAllOfThemAndAKilledValidatorIsReplaced() throws Exception {
        makeFolder();
        ProgramProcess broker = shared(RunnableProgram.BROKER, folder.broker(), 0);
        ProgramProcess ledger = shared(RunnableProgram.LEDGER, folder.ledger(), 1);
        try {
            ProgramProcess validator = changeAndKill(broker, ledger);
            ledger.stop();
            broker.stop();

            leaks.kept();
            for (ProgramProcess program : List.of(broker, ledger, validator)) {
                assertThat(program.process().logTail(1)).contains("\"message\":\"stopped\"", "\"code\":0");
            }
        } finally {
            ledger.process().kill();
            broker.process().kill();
        }
    }

    /** Has a change committed, and another one while the validator is dead and comes back; gives the one that did. */
    private ProgramProcess changeAndKill(ProgramProcess broker, ProgramProcess ledger) throws Exception {
        try (ConsortiumProcesses programs = begin(broker, ledger);
                Visit visit = new Visit(files)) {
            String patient = UUID.randomUUID().toString();
            Accepted opened = open(visit.doors(), patient);
            assertThat(isCommitted(visit.doors(), opened)).isTrue();
            leaks.send(visit.doors());
            leaks.look(visit.doors(), programs);

            ProgramProcess validator = programs.running().stream()
                    .filter(program -> program.name().endsWith("-validator"))
                    .findFirst()
                    .orElseThrow();
            validator.process().kill();
            Accepted changed = change(visit.doors(), opened.card(), patient);
            validator.restart();

            assertThat(isCommitted(visit.doors(), changed)).isTrue();
            return validator;
        }
    }

    private void makeFolder() throws Exception {
        List<Integer> free = FreePorts.take(3);
        Backbone backbone = new Backbone.Plain(
                List.of("127.0.0.1:" + free.get(0)),
                List.of(new LedgerAddress(
                        URI.create("http://127.0.0.1:" + free.get(1)), URI.create("ws://127.0.0.1:" + free.get(2)))));
        files = new ConsortiumFiles(directory.resolve("data"));
        ports = ProgramPorts.free();
        folder = ConsortiumFolder.make(files, discreet());
        folder.write(backbone, ports);
        leaks = new LeakCheck(files, folder.consortium().document());
    }

    /** As on a laptop, but only identity is for all; so that there is somebody who may not read each other section. */
    private static Agreement discreet() {
        Agreement laptop = Agreement.laptop();
        Map<Section, SectionTerms> sections = new EnumMap<>(laptop.sections());
        sections.computeIfPresent(Section.BILLING, (section, terms) -> readBy(terms, "billing", "insurance"));
        sections.computeIfPresent(Section.INSURANCE, (section, terms) -> readBy(terms, "billing", "insurance"));
        sections.put(
                Section.CONSENT,
                new SectionTerms(
                        roles("medical"), roles("medical", "insurance"), PolicyText.parse("all(role:insurance)")));
        return new Agreement(
                laptop.id(), laptop.founders(), sections, laptop.sealPolicy(), laptop.lanes(), laptop.ledger());
    }

    private static SectionTerms readBy(SectionTerms terms, String... readers) {
        return new SectionTerms(terms.writers(), roles(readers), terms.policy());
    }

    private static Set<Role> roles(String... names) {
        return Stream.of(names).map(Role::new).collect(Collectors.toSet());
    }

    private ProgramProcess shared(RunnableProgram program, Path settings, int part) {
        return ProgramProcess.start(
                program,
                new ProgramProcess.Program(program.toString(), settings, ports.sharedManagement(part)),
                files.log().getParent());
    }

    private ConsortiumProcesses begin(ProgramProcess broker, ProgramProcess ledger) throws Exception {
        broker.awaitReady();
        ledger.awaitReady();
        Addresses addresses = Addresses.read(files.addresses());
        int exit = CountersignMain.commandLine()
                .execute(
                        "consortium",
                        "open",
                        files.directory().toString(),
                        "--ledger",
                        addresses.ledger().toString(),
                        "--ledger-stream",
                        addresses.ledgerStream().toString());
        assertThat(exit).isZero();
        ConsortiumProcesses programs = new ConsortiumProcesses(files.log().getParent());
        programs.start(folder, ports, name -> {});
        return programs;
    }

    private static Accepted open(Doors doors, String patient) throws Exception {
        ChangeBody opening = ChangeBody.of("new").entry(FhirSamples.patient(patient));
        return doors.members()
                .open(AUTHOR, opening, UUID.randomUUID().toString())
                .map(Accepted::of)
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static Accepted change(Doors doors, String card, String patient) throws Exception {
        ChangeBody finding = ChangeBody.of("finding")
                .entry(FhirSamples.observation(UUID.randomUUID().toString(), patient, 70));
        return doors.members()
                .submit(AUTHOR, card, finding, UUID.randomUUID().toString())
                .map(Accepted::of)
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static boolean isCommitted(Doors doors, Accepted change) throws Exception {
        return doors.outcomes()
                .of(change.change())
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .isCommitted();
    }
}
