package health.countersign.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.app.attack.FhirSamples;
import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.ChangeStream;
import health.countersign.app.client.Doors;
import health.countersign.app.client.StreamEvent;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.Scopes;
import health.countersign.app.demo.Visit;
import health.countersign.app.verify.LedgerAudit;
import health.countersign.app.verify.LedgerReport;
import health.countersign.domain.OrganizationId;
import health.countersign.ledger.Ed25519;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL of everything at once, in the middle of the flow. */
class KilledProgramIT {
    private static final OrganizationId AUTHOR = new OrganizationId("hospital-a");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int CARDS = 8;
    private static final int CHANGES_PER_CARD = 30;
    private static final int COMMITTED_BEFORE = 40;

    /** Changes that a service took, with their cards. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final Map<String, String> patients = new ConcurrentHashMap<>();

    @TempDir
    private Path directory;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsCommittedTwice() throws Exception {
        ConsortiumFiles files = new ConsortiumFiles(directory.resolve("data"));
        Path output = directory.resolve("output");
        Told before = new Told();
        String killedCard;
        String cardBefore;
        try (LaptopChild program = LaptopChild.start(files, output);
                Visit visit = new Visit(files)) {
            ChangeStream stream = follow(files, visit, "start", before);
            killedCard = openAndCommit(visit.doors());
            cardBefore = card(visit.doors(), killedCard);
            for (int card = 0; card < CARDS; card++) {
                load(visit.doors());
            }
            await().atMost(PATIENCE).until(() -> before.committed().size() >= COMMITTED_BEFORE);
            stream.close();
            program.kill();
        }

        Map<String, String> taken = new HashMap<>(acknowledged);
        Told after = new Told();
        try (LaptopChild program = LaptopChild.start(files, output);
                Visit visit = new Visit(files)) {
            ChangeStream stream = follow(files, visit, before.cursor(), after);
            assertThat(program.isAlive()).isTrue();
            await().atMost(PATIENCE).until(() -> allCommitted(visit.doors(), taken));
            await().atMost(PATIENCE).until(() -> after.and(before).containsAll(taken.keySet()));

            assertThat(card(visit.doors(), killedCard)).isEqualTo(cardBefore);
            assertThat(after.committed()).doesNotContainAnyElementsOf(before.committed());
            assertThat(after.and(before)).doesNotHaveDuplicates();
            LedgerReport ledger = audit(visit.doors());
            assertThat(ledger.stands()).isTrue();
            assertThat(ledger.changes()).isGreaterThanOrEqualTo(taken.size());
            assertThat(commitsOnceMore(visit.doors(), killedCard)).isTrue();
            stream.close();
        }
    }

    private static ChangeStream follow(ConsortiumFiles files, Visit visit, String from, Told told) {
        LocalTokens issuer = LocalTokens.of(files);
        return ChangeStream.follow(
                        visit.doors().vertx(),
                        visit.doors().addresses().notification(),
                        () -> issuer.token(AUTHOR, "test", Scopes.ALL),
                        new JsonObject(),
                        from,
                        told)
                .await();
    }

    private String openAndCommit(Doors doors) {
        Accepted opened = open(doors).await();
        assertThat(doors.outcomes().of(opened.change()).await().isCommitted()).isTrue();
        return opened.card();
    }

    private Future<Accepted> open(Doors doors) {
        String patient = UUID.randomUUID().toString();
        ChangeBody opening = ChangeBody.of("new").entry(FhirSamples.patient(patient));
        return doors.members()
                .open(AUTHOR, opening, UUID.randomUUID().toString())
                .map(Accepted::of)
                .onSuccess(opened -> patients.put(opened.card(), patient));
    }

    private Future<Accepted> change(Doors doors, String card) {
        byte[] finding = FhirSamples.observation(UUID.randomUUID().toString(), patients.get(card), 70);
        String key = UUID.randomUUID().toString();
        return doors.retrying()
                .send(() -> doors.members()
                        .submit(AUTHOR, card, ChangeBody.of("load").entry(finding), key))
                .map(Accepted::of);
    }

    /** Opens a card and changes it, one acknowledgment after the other, without waiting for commits. */
    private void load(Doors doors) {
        open(doors).onSuccess(opened -> {
            acknowledged.put(opened.change(), opened.card());
            load(doors, opened.card(), CHANGES_PER_CARD);
        });
    }

    private void load(Doors doors, String card, int left) {
        if (left > 0) {
            change(doors, card).onSuccess(taken -> {
                acknowledged.put(taken.change(), card);
                load(doors, card, left - 1);
            });
        }
    }

    private static boolean allCommitted(Doors doors, Map<String, String> changes) {
        return changes.keySet().stream()
                .allMatch(change -> doors.retrying()
                        .send(() -> doors.members().proposal(AUTHOR, change))
                        .await()
                        .json()
                        .getString("state", "")
                        .equals("committed"));
    }

    private static String card(Doors doors, String card) {
        return doors.members().card(AUTHOR, card).await().json().encode();
    }

    private static LedgerReport audit(Doors doors) {
        return new LedgerAudit(doors.vertx(), doors.consortium(), doors.ledger(), Ed25519.preferred())
                .run(stage -> {})
                .await();
    }

    private boolean commitsOnceMore(Doors doors, String card) {
        return change(doors, card)
                .compose(taken -> doors.outcomes().of(taken.change()))
                .await()
                .isCommitted();
    }

    /** What the stream told. */
    private static final class Told implements ChangeStream.Listener {
        private final List<StreamEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void event(StreamEvent event) {
            events.add(event);
        }

        @Override
        public void gap(JsonObject missing) {
            throw new AssertionError(missing.encode());
        }

        @Override
        public void broken(String why, boolean forGood) {
            assertThat(forGood).as(why).isFalse();
        }

        String cursor() {
            return events.get(events.size() - 1).cursor();
        }

        List<String> committed() {
            return events.stream()
                    .filter(event -> event.step().equals("committed"))
                    .map(StreamEvent::change)
                    .toList();
        }

        List<String> and(Told other) {
            List<String> both = new ArrayList<>(other.committed());
            both.addAll(committed());
            return both;
        }
    }
}
