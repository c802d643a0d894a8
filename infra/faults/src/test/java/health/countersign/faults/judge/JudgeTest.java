package health.countersign.faults.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of three changes of one card, and what a judge must say when it was not as it should be. */
class JudgeTest {
    private static final String FIRST = header(1);
    private static final String SECOND = header(2);

    @TempDir
    Path folder;

    @BeforeEach
    void aRunInWhichTwoChangesAreCommittedAndOneIsRejected() throws Exception {
        write("lanes/0.jsonl", create(), transfer("t1", "g", FIRST), transfer("t2", "t1", SECOND));
        write(
                "submissions.jsonl",
                submission(id(FIRST)),
                submission(id(SECOND)),
                submission("third"),
                "{\"number\":3,\"kind\":\"new\",\"card\":\"\"}");
        write(
                "outcomes/0.jsonl",
                outcome("change-committed", id(FIRST)),
                outcome("proposal-rejected", "third"),
                outcome("change-committed", id(SECOND)),
                outcome("change-committed", id(SECOND)));
        write("histories/clinic-0.jsonl", history(id(FIRST), id(SECOND)));
        write(
                "streams/0.jsonl",
                note("approved", id(FIRST)),
                note("committed", id(FIRST)),
                note("rejected", "third"),
                "{\"what\":\"broken\",\"change\":\"\",\"card\":\"\"}",
                note("committed", id(FIRST)),
                note("committed", id(SECOND)));
    }

    @Test
    void nothingIsWrongWithIt() throws IOException {
        assertThat(Judge.judge(folder)).isEmpty();
    }

    @Test
    void aChangeThatIsCommittedTwiceIsFound() throws Exception {
        add("lanes/0.jsonl", transfer("t3", "t2", FIRST));

        assertThat(invariants()).contains("I3");
    }

    @Test
    void aHeadThatIsSpentTwiceIsFound() throws Exception {
        add("lanes/0.jsonl", transfer("t3", "t1", header(9)));

        assertThat(invariants()).contains("I3");
    }

    @Test
    void aTransactionThatSpendsNothingOfTheLaneIsFound() throws Exception {
        add("lanes/0.jsonl", transfer("t3", "elsewhere", header(9)));

        assertThat(invariants()).contains("I4");
    }

    @Test
    void anAcknowledgedChangeWithoutOutcomeIsFound() throws Exception {
        add("submissions.jsonl", submission("lost"));

        assertThat(invariants()).contains("I2");
    }

    @Test
    void twoDifferentEndsOfOneChangeAreFound() throws Exception {
        add("outcomes/0.jsonl", outcome("proposal-expired", "third"));

        assertThat(invariants()).containsOnly("I5");
    }

    @Test
    void aChangeToldAsCommittedThatTheLedgerDoesNotHoldIsFound() throws Exception {
        add("outcomes/0.jsonl", outcome("change-committed", "invented"));

        assertThat(invariants()).containsOnly("I5");
    }

    @Test
    void aChangeOnTheLedgerThatNobodyWasToldOfIsNotOverlookedWhereItWasRejected() throws Exception {
        add("outcomes/0.jsonl", outcome("proposal-rejected", id(FIRST)));

        assertThat(invariants()).contains("I5");
    }

    @Test
    void aHistoryInAnotherOrderIsFound() throws Exception {
        write("histories/clinic-0.jsonl", history(id(SECOND), id(FIRST)));

        assertThat(invariants()).containsOnly("I4");
    }

    @Test
    void aHistoryWithoutACommittedChangeIsFound() throws Exception {
        write("histories/clinic-0.jsonl", history(id(FIRST)));

        assertThat(invariants()).containsOnly("I4");
    }

    @Test
    void aSubscriberWhoWasNotToldIsFoundUnlessToldOfAGap() throws Exception {
        write("streams/0.jsonl", note("committed", id(FIRST)), note("rejected", "third"));
        assertThat(invariants()).containsOnly("I6");

        add("streams/0.jsonl", "{\"what\":\"gap\",\"change\":\"\",\"card\":\"\"}");
        assertThat(invariants()).isEmpty();
    }

    @Test
    void aSubscriberWhoWasTurnedAwayIsFound() throws Exception {
        add("streams/0.jsonl", "{\"what\":\"turned-away\",\"change\":\"\",\"card\":\"\"}");

        assertThat(invariants()).containsOnly("I6");
    }

    @Test
    void aSubscriberWhoWasToldInAnotherOrderIsFound() throws Exception {
        write(
                "streams/0.jsonl",
                note("committed", id(SECOND)),
                note("committed", id(FIRST)),
                note("rejected", "third"));

        assertThat(invariants()).containsOnly("I4");
    }

    private List<String> invariants() throws IOException {
        return Judge.judge(folder).stream().map(Violation::invariant).toList();
    }

    private void write(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }

    private void add(String name, String line) throws IOException {
        Path file = folder.resolve(name);
        Files.write(
                file,
                Stream.concat(Files.readAllLines(file).stream(), Stream.of(line))
                        .toList());
    }

    /** Written as canonical JSON, so that its digest can be taken as it stands. */
    private static String header(int nonce) {
        return ("{\"author\":\"clinic\",\"card\":\"c\",\"nonce\":\"%d\",\"parties\":null,"
                        + "\"touches\":[[\"k\",null]],\"v\":1}")
                .formatted(nonce);
    }

    private static String id(String header) throws Exception {
        byte[] statement = ("countersign/change/v1\0" + header).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(statement));
    }

    private static String create() {
        return "{\"operation\":\"CREATE\",\"id\":\"g\",\"inputs\":[{\"fulfills\":null}],\"metadata\":null}";
    }

    private static String transfer(String id, String spends, String header) {
        return ("{\"operation\":\"TRANSFER\",\"id\":\"%s\",\"inputs\":[{\"fulfills\":{\"transaction_id\":\"%s\"}}],"
                        + "\"metadata\":{\"changes\":[{\"header\":%s}]}}")
                .formatted(id, spends, header);
    }

    private static String submission(String change) {
        return "{\"number\":0,\"kind\":\"new\",\"card\":\"c\",\"change\":\"%s\"}".formatted(change);
    }

    private static String outcome(String type, String change) {
        String value =
                "{\"v\":1,\"events\":[{\"type\":\"%s\",\"subject\":{\"change\":\"%s\"}}]}".formatted(type, change);
        return "{\"offset\":0,\"value\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }

    private static String history(String... changes) {
        String list = String.join(
                ",", Stream.of(changes).map("{\"change\":\"%s\"}"::formatted).toList());
        return "{\"card\":\"c\",\"status\":200,\"history\":{\"changes\":[%s]}}".formatted(list);
    }

    private static String note(String what, String change) {
        return "{\"what\":\"%s\",\"change\":\"%s\",\"card\":\"c\"}".formatted(what, change);
    }
}
