package health.countersign.kafka;

import static health.countersign.kafka.ThreeBrokers.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.platform.access.Principal;
import health.countersign.platform.access.Principal.Part;
import health.countersign.platform.log.EventConsumer;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.EventReader;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicLane;
import health.countersign.platform.operations.WallClock;
import health.countersign.validator.Members;
import health.countersign.validator.stream.LaneBoard;
import health.countersign.validator.stream.LanePace;
import health.countersign.validator.stream.LaneStreams;
import health.countersign.validator.stream.LaneTopology;
import health.countersign.validator.stream.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The services' own code, each part with exactly the rights of the list: a change from its proposal to final bytes. */
@ExtendWith(ThreeBrokers.class)
class ServicesIT {
    private final Members members = new Members(ThreeBrokers.LANES);
    private final Queue<Event> told = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path directory;

    private final List<Supplier<Future<?>>> closing = new ArrayList<>();

    @AfterEach
    void closeTheLastFirst() {
        Collections.reverse(closing);
        closing.forEach(close -> await(close.get()));
    }

    @Test
    void membersAValidatorAndNotificationNeedNothingThatTheListDoesNotGive(ThreeBrokers brokers) {
        startValidator(brokers);
        startNotification(brokers);
        EventLog north = startMember(brokers, Members.NORTH);
        startMember(brokers, Members.SOUTH);
        startMember(brokers, Members.INSURER);

        Proposal opening = submit(north);

        await().atMost(ThreeBrokers.SOON)
                .until(() -> told.stream().anyMatch(event -> event instanceof TransactionAssembled));
        assertThat(told)
                .anyMatch(event -> event instanceof ProposalEndorsed endorsed
                        && endorsed.subject().change().equals(opening.id()))
                .anyMatch(event -> event instanceof BatchSealed);
    }

    static Topology topology(Members members) {
        return LaneTopology.of(
                members.consortium(),
                Members.ED25519,
                new LanePace(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                new LaneBoard(new SimpleMeterRegistry()));
    }

    private void startValidator(ThreeBrokers brokers) {
        LaneStreams validator = await(LaneStreams.start(
                brokers.vertx(),
                () -> topology(members),
                StreamsSettings.in(directory),
                brokers.settings(new Principal(Members.CLINIC.value(), Part.VALIDATOR))));
        closing.add(validator::close);
    }

    private void startNotification(ThreeBrokers brokers) {
        EventLog log = open(brokers, Members.BILLING, Part.NOTIFICATION);
        Set<Topic> flow = Set.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.BATCHES, Topic.SEALS, Topic.OUTCOMES);
        EventReader reader = await(log.readAll("notification", TopicLane.all(flow, ThreeBrokers.LANES), poll -> {
            poll.events().forEach(told::add);
            return Future.succeededFuture();
        }));
        closing.add(reader::close);
    }

    /** As an organization's service does: with a group of its own it hears proposals and drafts, and answers. */
    private EventLog startMember(ThreeBrokers brokers, OrganizationId self) {
        EventLog log = open(brokers, self, Part.MEMBER);
        Set<Topic> topics = Set.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.BATCHES, Topic.OUTCOMES);
        EventConsumer consumer = await(log.consume(
                "countersign." + self + ".services",
                topics,
                poll -> Future.all(poll.events()
                                .map(event -> answer(log, self, poll.lane(), event))
                                .toList())
                        .mapEmpty()));
        closing.add(consumer::close);
        return log;
    }

    private EventLog open(ThreeBrokers brokers, OrganizationId organization, Part part) {
        Principal principal = new Principal(organization.value(), part);
        EventLog log = EventLog.open(brokers.vertx(), brokers.settings(principal), new SimpleMeterRegistry());
        closing.add(log::close);
        return log;
    }

    private Future<?> answer(EventLog log, OrganizationId self, int lane, Event event) {
        if (event instanceof ProposalSubmitted submitted && !self.equals(Members.NORTH)) {
            Event approval = new ApprovalGiven(members.approve(self, submitted.proposal()));
            return log.append(Topic.ANSWERS, lane, self.value(), List.of(approval));
        } else if (event instanceof BatchDrafted drafted) {
            Event seal = new BatchSealed(members.seal(self, drafted.batch()));
            return log.append(Topic.SEALS, lane, self.value(), List.of(seal));
        }
        return Future.succeededFuture();
    }

    private Proposal submit(EventLog log) {
        CardId card = new CardId(UUID.randomUUID().toString());
        Instant deadline =
                WallClock.system().instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        Proposal opening = members.opening(card, deadline);
        await(log.append(
                Topic.PROPOSALS,
                card.lane(ThreeBrokers.LANES),
                card.value(),
                List.of(new ProposalSubmitted(opening, Bytes.of(new byte[500]), List.of()))));
        return opening;
    }
}
