package health.countersign.member.answer;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Event;
import health.countersign.domain.Event.Ticked;
import health.countersign.domain.Event.TimeAsked;
import health.countersign.domain.OrganizationId;
import health.countersign.embedded.broker.BrokerSettings;
import health.countersign.embedded.broker.EmbeddedBroker;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.Recorded;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicLane;
import health.countersign.platform.log.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeDeskIT {
    private static final int LANES = 2;

    @TempDir
    private Path directory;

    @Test
    void whereTheValidatorAsksAMemberTellsTheTimeOnceAmongTheAnswersOfThatLane() {
        Vertx vertx = Vertx.vertx();
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(directory))) {
            KafkaSettings kafka = KafkaSettings.at(broker.bootstrapServers());
            await(Topics.create(vertx, kafka, LANES));
            EventLog log = EventLog.open(vertx, kafka, new SimpleMeterRegistry());
            TimeDesk desk = new TimeDesk(new OrganizationId("clinic"), log);

            await(desk.outcomes(poll(new TimeAsked(1), new TimeAsked(1))));
            await(desk.outcomes(poll()));

            assertThat(answers(log)).containsExactly(new Ticked(1));
            await(log.close());
        } finally {
            await(vertx.close());
        }
    }

    private static LanePoll poll(Event... events) {
        List<Recorded> records = Stream.of(events)
                .map(event -> new Recorded(new TopicLane(Topic.OUTCOMES, 1).at(0), Instant.EPOCH, List.of(event)))
                .toList();
        return new LanePoll(Topic.OUTCOMES, 1, records);
    }

    private static Queue<Event> answers(EventLog log) {
        Queue<Event> answers = new ConcurrentLinkedQueue<>();
        var reader = await(log.readAll("test", TopicLane.all(Set.of(Topic.ANSWERS), LANES), poll -> {
            poll.events().forEach(answers::add);
            return Future.succeededFuture();
        }));
        await(reader.caughtUp());
        await(reader.close());
        return answers;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
