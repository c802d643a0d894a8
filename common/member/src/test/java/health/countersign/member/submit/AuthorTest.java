package health.countersign.member.submit;

import static health.countersign.member.Village.change;
import static health.countersign.member.Village.entry;
import static health.countersign.member.Village.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Header;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import health.countersign.member.Village;
import health.countersign.member.Village.House;
import health.countersign.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorTest {
    @TempDir
    Path directory;

    private Village village;
    private House hospital;
    private CardId card;

    @BeforeEach
    void openCard() throws Exception {
        village = village();
        hospital = village.house("hospital-a");
        card = village.openCard();
    }

    /** Where the proposals go. */
    Village village() throws Exception {
        return new Village(directory);
    }

    @AfterEach
    void close() {
        village.close();
    }

    @Test
    void theFirstChangeOfASectionBringsItsKeysAndTheNextBuildsOnThem() {
        ProposalSubmitted first = hospital.sign(change(card, observation("o1", "final")));
        ProposalSubmitted next = hospital.sign(change(card, observation("o2", "final")));

        assertThat(first.proposal().header().startsSection()).isTrue();
        assertThat(first.wraps()).hasSize(6);
        assertThat(next.wraps()).isEmpty();
        assertThat(next.proposal().header().requires())
                .as("its card's opening and its section's keys")
                .hasSize(2)
                .contains(first.proposal().id());
    }

    @Test
    void whatAnEntryRefersToIsRequiredAsLongAsItIsNotCommitted() {
        ProposalSubmitted encounter = hospital.sign(change(card, entry("Encounter", "e1", "\"status\":\"finished\"")));
        String refers = "\"status\":\"final\",\"encounter\":{\"reference\":\"urn:uuid:e1\"}";

        Header pending = header(change(card, entry("Observation", "o1", refers)));
        village.deliver(encounter);
        village.commit(encounter);
        Header committed = header(change(card, entry("Observation", "o2", refers)));

        assertThat(pending.requires()).contains(encounter.proposal().id());
        assertThat(committed.requires())
                .as("only what its section and card rest on")
                .hasSize(2)
                .contains(encounter.proposal().id());
    }

    @Test
    void whatIsNotThereYetMayStillCome() {
        Submission dangling =
                change(card, entry("Observation", "o1", "\"encounter\":{\"reference\":\"Encounter/unknown\"}"));
        Submission unknown = change(CardId.random(), observation("o1", "final"));

        assertThatThrownBy(() -> hospital.sign(dangling)).hasCauseInstanceOf(NotYetException.class);
        assertThatThrownBy(() -> hospital.sign(unknown)).hasCauseInstanceOf(NotYetException.class);
    }

    @Test
    void whoDoesNotWriteASectionIsTurnedAway() {
        House insurer = village.house("insurer");

        assertThat(problem(() -> insurer.sign(change(card, observation("o1", "final")))))
                .isEqualTo("forbidden");
    }

    @Test
    void partiesThatCannotSatisfyThePolicyAreTurnedAway() {
        Parties two = Parties.of(List.of(new OrganizationId("hospital-a"), new OrganizationId("insurer")));
        Submission opening = Village.opening(CardId.random());
        Submission lonely = new Submission(
                opening.card(),
                Optional.of(two),
                Section.IDENTITY,
                "",
                opening.entries(),
                Set.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Duration.ofHours(1));

        assertThat(problem(() -> hospital.sign(lonely))).isEqualTo("policy-unsatisfiable");
    }

    @Test
    void aBaseThatTheCallerNamesIsTakenAsItIs() {
        ProposalSubmitted first = hospital.sign(change(card, observation("o1", "final")));
        ChangeId seen = new ChangeId("ab".repeat(32));

        assertThat(header(pinned("Observation/o1", seen)).needs()).contains(seen);
        assertThat(header(change(card, observation("o1", "amended"))).needs())
                .contains(first.proposal().id());
    }

    @Test
    void aBaseOfSomethingElseIsTurnedAway() {
        Submission other = pinned("Observation/other", new ChangeId("ab".repeat(32)));

        assertThat(problem(() -> hospital.sign(other))).isEqualTo("base-untouched");
    }

    @Test
    void theSameEntryTwiceIsNoChange() {
        Submission twice = change(card, observation("o1", "final"), observation("o1", "amended"));

        assertThat(problem(() -> hospital.sign(twice))).isEqualTo("change-malformed");
    }

    @Test
    void aBodyIsReadWithTheExactBytesOfItsResources() {
        String resource = "{ \"resourceType\":\"Observation\",\"id\":\"o1\" , \"x\": 1.50 }";
        byte[] body =
                bytes("{\"reason\":\"r\",\"entries\":[ {\"resource\": " + resource + "} ],\"deadlineSeconds\":60}");

        Submission submission = SubmissionReader.change(card, body);

        assertThat(submission.entries().get(0).body().array()).isEqualTo(bytes(resource));
        assertThat(submission.section()).isEqualTo(Section.MEDICAL);
        assertThat(submission.deadline()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void entriesOfSeveralSectionsAreTurnedAway() {
        byte[] body = bytes("{\"entries\":[{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"a\"}},"
                + "{\"resource\":{\"resourceType\":\"Claim\",\"id\":\"b\"}}]}");

        assertThat(problem(() -> SubmissionReader.change(card, body))).isEqualTo("sections-mixed");
    }

    private Submission pinned(String name, ChangeId base) {
        return new Submission(
                card,
                Optional.empty(),
                Section.MEDICAL,
                "",
                List.of(observation("o1", "amended")),
                Set.of(),
                List.of(),
                Map.of(name, Optional.of(base)),
                Set.of(),
                Duration.ofHours(1));
    }

    private Header header(Submission submission) {
        return hospital.sign(submission).proposal().header();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String problem(Runnable call) {
        try {
            call.run();
        } catch (CompletionException e) {
            return ((ProblemException) e.getCause()).problem().code();
        } catch (ProblemException e) {
            return e.problem().code();
        }
        throw new AssertionError("nothing stood in the way");
    }
}
