package health.countersign.containers;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.attack.FhirSamples;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Doors;
import health.countersign.app.demo.Visit;
import health.countersign.domain.OrganizationId;
import health.countersign.processes.RealPart;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka, BigchainDB, PostgreSQL and every program of ours as containers on one network. What became of a change is
 * always heard on the websocket of the notification container.
 */
class ContainersIT {
    private static final OrganizationId AUTHOR = new OrganizationId("hospital-a");
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    static Path directory;

    private static ContainerConsortium consortium;

    @BeforeAll
    static void start() throws Exception {
        RealPart.require(Engine.missing(List.of(
                Engine.KAFKA,
                Engine.LEDGER,
                Engine.POSTGRES,
                Engine.image("medical"),
                Engine.image("billing"),
                Engine.image("insurance"),
                Engine.image("validator"),
                Engine.image("notification"))));
        consortium = ContainerConsortium.start(directory);
    }

    @AfterAll
    static void stop() {
        if (consortium != null) {
            consortium.close();
        }
    }

    @Test
    void aChangeGoesFromSubmitToWebsocket() throws Exception {
        try (Visit visit = new Visit(consortium.files())) {
            Accepted opened = open(visit.doors());

            assertThat(isCommitted(visit.doors(), opened)).isTrue();
        }
    }

    @Test
    void aPausedLedgerOnlyDelays() throws Exception {
        try (Visit visit = new Visit(consortium.files())) {
            consortium.pauseLedger(true);
            Accepted opened = open(visit.doors());
            consortium.pauseLedger(false);

            assertThat(isCommitted(visit.doors(), opened)).isTrue();
        }
    }

    @Test
    void aKilledValidatorIsReplaced() throws Exception {
        try (Visit visit = new Visit(consortium.files())) {
            consortium.killValidator();
            Accepted opened = open(visit.doors());
            consortium.replaceValidator();

            assertThat(isCommitted(visit.doors(), opened)).isTrue();
        }
    }

    private static Accepted open(Doors doors) throws Exception {
        ChangeBody opening =
                ChangeBody.of("new").entry(FhirSamples.patient(UUID.randomUUID().toString()));
        return doors.members()
                .open(AUTHOR, opening, UUID.randomUUID().toString())
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
