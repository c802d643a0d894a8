package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.app.client.Doors;
import health.countersign.app.cluster.ConsortiumProcesses;
import health.countersign.app.cluster.ConsortiumProcesses.Running;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.app.consortium.Scopes;
import health.countersign.app.demo.PatientLoad;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Canaries through a consortium of which every program is a process: first sent in, then looked for in all that anybody
 * is told, and at the end in all that anybody keeps.
 */
public final class LeakCheck {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final OrganizationId AUTHOR = new OrganizationId("hospital-a");
    /** Without the clinic. */
    private static final Parties FEW = Parties.of(Stream.of("billing-office", "hospital-a", "hospital-b", "insurer")
            .map(OrganizationId::new)
            .toList());
    /** What the import says in every change. */
    private static final String REASON = "imported from a FHIR bundle";

    private final ConsortiumFiles files;
    private final ConsortiumDocument document;
    private final CanaryBundle bundle;
    private final Secrets secrets;

    public LeakCheck(ConsortiumFiles files, ConsortiumDocument document) throws IOException {
        this.files = files;
        this.document = document;
        this.bundle = CanaryBundle.of("patient-1");
        this.secrets = new Secrets(document);
        secrets.add(bundle);
        secrets.add(List.of(REASON));
    }

    /** Sends a patient, two cards of which one is not for all, and to each service what it must refuse. */
    public void send(Doors doors) throws Exception {
        assertThat(PatientLoad.refused(doors, bundle.json())).isEmpty();
        CanaryCards cards = new CanaryCards(doors, secrets, AUTHOR);
        String card = cards.open(Parties.ALL);
        cards.open(FEW);
        cards.propose(card);
        LocalTokens issuer = LocalTokens.of(files);
        doors.addresses()
                .services()
                .forEach((organization, address) -> new Nuisance(
                                secrets, issuer.token(organization, secrets.make(), Scopes.ALL))
                        .bother(doors.vertx(), address, card));
    }

    /** Looks at every answer, stream and metric, and at all that is shared. */
    public void look(Doors doors, ConsortiumProcesses programs) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> new ReadRights(document, bundle).assertShown(doors));
        Story story = Story.of(doors);
        List<Visitor> visitors = Visitor.all(LocalTokens.of(files), document);
        try (Asking asking = new Asking(doors.vertx(), secrets)) {
            for (Running program : programs.of(ProgramKind.SERVICE)) {
                new RouteMatrix(program.organization(), program.api(), secrets, story, visitors)
                        .check(table(program, program.api().getPort()), asking);
            }
            OpenDoors open = new OpenDoors(visitors);
            Running notification = programs.of(ProgramKind.NOTIFICATION).get(0);
            open.notification(table(notification, notification.api().getPort()), asking);
            for (ProgramKind kind : ProgramKind.values()) {
                for (Running program : programs.of(kind)) {
                    open.operator(operator(program), asking);
                }
            }
            assertThat(asking.asked()).isGreaterThan(1_000);
        }
        new Streams(doors, secrets, story).check(visitors);
        Scan any = secrets.any();
        Scan ids = new Scan(story.cards().keySet());
        assertThat(SharedBytes.inTopics(any, doors.addresses().kafka())).isEmpty();
        assertThat(SharedBytes.onLedger(any, doors.ledger())).isEmpty();
        assertThat(SharedBytes.inTopics(ids, doors.addresses().kafka())).isNotEmpty();
        assertThat(SharedBytes.onLedger(ids, doors.ledger())).isNotEmpty();
    }

    private static RouteTable table(Running program, int port) throws IOException {
        return RouteTable.in(program.process().process().log()).stream()
                .filter(table -> table.port() == port)
                .findFirst()
                .orElseThrow(() -> new AssertionError(program + " does not say which routes it has"));
    }

    private static RouteTable operator(Running program) throws IOException {
        return RouteTable.in(program.process().process().log()).stream()
                .filter(table -> table.port() != program.api().getPort())
                .findFirst()
                .orElseThrow(() -> new AssertionError(program + " does not say what it tells its operator"));
    }

    /** Looks into all files: those of each organization, every log, and what is shared. */
    public void kept() throws IOException {
        new ReadRights(document, bundle).assertKept(files);
        for (Organization organization : document.organizations()) {
            assertThat(secrets.keptFrom(organization.id()).files(files.organization(organization.id())))
                    .as("texts that %s may not read, in its files", organization.id())
                    .isEmpty();
        }
        Scan any = secrets.any();
        Path logs = files.log().getParent();
        try (Stream<Path> all = Files.list(logs)) {
            assertThat(all.filter(log -> log.toString().endsWith(".log")))
                    .hasSizeGreaterThan(document.organizations().size());
        }
        for (Path shared : List.of(logs, files.kafka(), files.ledger())) {
            assertThat(any.files(shared))
                    .as("files with canaries in %s", shared)
                    .isEmpty();
        }
    }
}
