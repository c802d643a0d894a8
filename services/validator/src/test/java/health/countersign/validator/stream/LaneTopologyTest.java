package health.countersign.validator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Event.Ticked;
import health.countersign.domain.Event.TimeAsked;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.Proposal;
import health.countersign.platform.log.EventCodec;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.Topic;
import health.countersign.validator.Members;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneTopologyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Members members = new Members(1);
    private final CardId card = new CardId("00000000-0000-4000-8000-000000000001");

    @TempDir
    private Path directory;

    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        LanePace pace = new LanePace(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(2));
        driver = new TopologyTestDriver(
                LaneTopology.of(members.consortium(), Members.ED25519, pace, new LaneBoard(new SimpleMeterRegistry())),
                StreamsSettings.in(directory).properties(KafkaSettings.at("127.0.0.1:1")),
                START);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aChangeIsEndorsedDraftedAndAssembled() {
        Proposal opening = propose(START.plusSeconds(600));

        approve(opening);
        BatchDrafted drafted = (BatchDrafted) read(Topic.BATCHES).get(0);
        seal(drafted);

        assertThat(read(Topic.OUTCOMES)).singleElement().isInstanceOf(ProposalEndorsed.class);
        assertThat(read(Topic.BATCHES)).singleElement().isInstanceOf(TransactionAssembled.class);
    }

    @Test
    void theNextDraftWaitsForTheInterval() {
        approve(propose(START.plusSeconds(600)));
        BatchDrafted first = (BatchDrafted) read(Topic.BATCHES).get(0);
        commit(first);

        Proposal other = members.opening(new CardId("00000000-0000-4000-8000-000000000002"), START.plusSeconds(600));
        tell(Topic.PROPOSALS, new ProposalSubmitted(other, Bytes.of(new byte[1]), List.of()));
        approve(other);

        assertThat(read(Topic.BATCHES)).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        assertThat(read(Topic.BATCHES)).singleElement().isInstanceOf(BatchDrafted.class);
    }

    @Test
    void whatIsNoEventGoesToTheDeadLettersWithItsReason() {
        pipe(Topic.PROPOSALS, "{\"v\":1}".getBytes(StandardCharsets.UTF_8));
        Proposal opening = members.opening(card, START.plusSeconds(600));
        tell(
                Topic.PROPOSALS,
                new ProposalSubmitted(
                        new Proposal(
                                opening.header(),
                                members.approve(Members.SOUTH, opening).signature()),
                        Bytes.of(new byte[1]),
                        List.of()));

        assertThat(output(Topic.DEAD_LETTERS).readRecordsToList())
                .extracting(letter ->
                        new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                .containsExactly("record-malformed", "author-signature");
    }

    @Test
    void anIdleLanesTimeIsAskedForUntilADeadlineIsNoticed() {
        propose(START.plusSeconds(10));
        driver.advanceWallClockTime(Duration.ofSeconds(9));
        assertThat(read(Topic.OUTCOMES)).isEmpty();

        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(read(Topic.OUTCOMES)).containsOnly(new TimeAsked(0));
        driver.createInputTopic(Topic.ANSWERS.wire(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, EventCodec.encode(List.of(new Ticked(0))), START.plusSeconds(11)));

        assertThat(read(Topic.OUTCOMES)).singleElement().isInstanceOf(ProposalExpired.class);
    }

    @Test
    void whatWasInTheLogInTimeCountsHoweverLateItIsRead() {
        Proposal opening = propose(START.plusSeconds(10));
        driver.advanceWallClockTime(Duration.ofMinutes(10));

        approve(opening);

        assertThat(read(Topic.OUTCOMES)).hasAtLeastOneElementOfType(ProposalEndorsed.class);
    }

    @Test
    void whatSomebodySaysInATopicThatIsNotHisCountsForNothing() {
        approve(propose(START.plusSeconds(600)));
        BatchDrafted drafted = (BatchDrafted) read(Topic.BATCHES).get(0);
        read(Topic.OUTCOMES);

        tell(Topic.ANSWERS, committed(drafted));
        tell(Topic.OUTCOMES, new Ticked(0));

        assertThat(output(Topic.DEAD_LETTERS).readRecordsToList())
                .extracting(letter ->
                        new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                .containsExactly("event-misplaced", "event-misplaced");
        assertThat(read(Topic.OUTCOMES)).isEmpty();
    }

    @Test
    void whatSomebodyCopiedFromAnotherLaneCountsForNothing() {
        approve(propose(START.plusSeconds(600)));
        BatchDrafted drafted = (BatchDrafted) read(Topic.BATCHES).get(0);
        LedgerPosition elsewhere = new LedgerPosition(1, 1, "66".repeat(32), 1);

        tell(Topic.OUTCOMES, new Event.BatchCommitted(elsewhere, drafted.batch().message(), List.of()));
        seal(drafted);

        assertThat(output(Topic.DEAD_LETTERS).readRecordsToList())
                .extracting(letter ->
                        new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                .containsExactly("event-misplaced");
        assertThat(read(Topic.BATCHES)).singleElement().isInstanceOf(TransactionAssembled.class);
    }

    private Proposal propose(Instant deadline) {
        Proposal opening = members.opening(card, deadline);
        tell(Topic.PROPOSALS, new ProposalSubmitted(opening, Bytes.of(new byte[1]), List.of()));
        return opening;
    }

    private void approve(Proposal proposal) {
        tell(Topic.ANSWERS, new ApprovalGiven(members.approve(Members.SOUTH, proposal)));
        tell(Topic.ANSWERS, new ApprovalGiven(members.approve(Members.INSURER, proposal)));
    }

    private void seal(BatchDrafted drafted) {
        List.of(Members.NORTH, Members.SOUTH, Members.INSURER)
                .forEach(by -> tell(Topic.SEALS, new BatchSealed(members.seal(by, drafted.batch()))));
    }

    private void commit(BatchDrafted drafted) {
        tell(Topic.OUTCOMES, committed(drafted));
    }

    private Event committed(BatchDrafted drafted) {
        return new Event.BatchCommitted(
                new LedgerPosition(0, 1, "ab".repeat(32), 1),
                drafted.batch().message(),
                members.batch(drafted).changes().stream()
                        .map(change -> change.id())
                        .toList());
    }

    private void tell(Topic topic, Event event) {
        pipe(topic, EventCodec.encode(List.of(event)));
    }

    private void pipe(Topic topic, byte[] value) {
        driver.createInputTopic(topic.wire(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, value, START));
    }

    private TestOutputTopic<byte[], byte[]> output(Topic topic) {
        return driver.createOutputTopic(topic.wire(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<Event> read(Topic topic) {
        return output(topic).readValuesToList().stream()
                .flatMap(value -> EventCodec.decode(value).stream())
                .toList();
    }
}
