package health.countersign.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerCardTest {
    private final Vertx vertx = Vertx.vertx();
    private final Queue<Long> done = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        LogFixture.await(vertx.close());
    }

    @Test
    void aCardThatFailsStopsItselfAndHoldsUpNoOther() {
        Future<Void> round = round(recorded -> SampleEvents.number(recorded) == 2 ? failed() : work(recorded));

        assertThatThrownBy(() -> LogFixture.await(round)).hasRootCauseMessage("not now");
        assertThat(done).as("5 is of the same card as 2").containsExactlyInAnyOrder(0L, 1L, 3L, 4L, 6L, 7L);
    }

    @Test
    void poisonIsSaidBeforeOtherFailures() {
        Future<Void> round = round(recorded -> {
            if (SampleEvents.number(recorded) == 7) {
                throw new PoisonException(recorded.position(), "unheard-of");
            }
            return SampleEvents.number(recorded) == 0 ? failed() : work(recorded);
        });

        assertThatThrownBy(() -> LogFixture.await(round)).hasRootCauseInstanceOf(PoisonException.class);
    }

    @Test
    void manyRecordsThatAreDoneAtOnceDoNotPileUp() {
        Promise<Void> end = Promise.promise();
        PerCard<Integer> handler = new PerCard<>(recorded -> 1, 1, recorded -> Future.succeededFuture());
        List<Recorded> many =
                LongStream.range(0, 50_000).mapToObj(PerCardTest::record).toList();

        vertx.runOnContext(
                v -> handler.handle(new LanePoll(Topic.PROPOSALS, 0, many)).onComplete(end));

        LogFixture.await(end.future());
    }

    private Future<Void> work(Recorded recorded) {
        return vertx.timer(1).map(v -> {
            done.add(SampleEvents.number(recorded));
            return null;
        });
    }

    private static Future<Void> failed() {
        return Future.failedFuture(new IllegalStateException("not now"));
    }

    /** Eight records of three cards, two cards at once. */
    private Future<Void> round(Function<Recorded, Future<Void>> work) {
        Promise<Void> end = Promise.promise();
        PerCard<Long> handler = new PerCard<>(recorded -> SampleEvents.number(recorded) % 3, 2, work);
        List<Recorded> records =
                LongStream.range(0, 8).mapToObj(PerCardTest::record).toList();
        vertx.runOnContext(
                v -> handler.handle(new LanePoll(Topic.PROPOSALS, 0, records)).onComplete(end));
        return end.future();
    }

    private static Recorded record(long number) {
        return new Recorded(new Position(Topic.PROPOSALS, 0, number), Instant.EPOCH, SampleEvents.event(1, number));
    }
}
