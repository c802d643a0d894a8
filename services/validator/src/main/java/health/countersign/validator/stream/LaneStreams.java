package health.countersign.validator.stream;

import health.countersign.platform.log.Admission;
import health.countersign.platform.log.KafkaSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running topology of this process. */
public final class LaneStreams {
    private static final Logger LOG = LoggerFactory.getLogger(LaneStreams.class);
    private static final Duration CLOSE = Duration.ofSeconds(15);
    private static final long KNOCK_AGAIN_MILLIS = 5_000;

    private final Vertx vertx;
    private final Supplier<KafkaStreams> make;
    private final Admission admission;
    private KafkaStreams streams;
    private boolean closing;

    private LaneStreams(Vertx vertx, Supplier<KafkaStreams> make, Admission admission) {
        this.vertx = vertx;
        this.make = make;
        this.admission = admission;
    }

    /** Starts to take lanes; succeeds when the threads run, which is before they have lanes. */
    public static Future<LaneStreams> start(
            Vertx vertx, Supplier<Topology> topology, StreamsSettings settings, KafkaSettings kafka) {
        LaneStreams lanes = new LaneStreams(
                vertx, () -> new KafkaStreams(topology.get(), settings.properties(kafka)), new Admission(kafka));
        return vertx.executeBlocking(
                () -> {
                    lanes.begin();
                    return lanes;
                },
                false);
    }

    private synchronized void begin() {
        if (!closing) {
            streams = make.get();
            streams.setUncaughtExceptionHandler(this::judge);
            streams.setStateListener((next, before) -> {
                LOG.atInfo().addKeyValue("state", next).log("the lanes' threads");
                if (next == KafkaStreams.State.ERROR) {
                    vertx.setTimer(KNOCK_AGAIN_MILLIS, timer -> beginAgain());
                }
            });
            streams.start();
        }
    }

    /** A thread that is replaced at once would be refused again at once, and the next, and the next. */
    private StreamThreadExceptionResponse judge(Throwable failure) {
        if (admission.refused(failure)) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.atError().setCause(failure).log("a thread of the lanes failed and is replaced");
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void beginAgain() {
        vertx.executeBlocking(
                () -> {
                    current().close(CLOSE);
                    begin();
                    return null;
                },
                false);
    }

    private synchronized KafkaStreams current() {
        return streams;
    }

    /** Fails while the lanes of this process are not being worked on. */
    public Future<Void> running() {
        KafkaStreams.State state = current().state();
        return state == KafkaStreams.State.RUNNING
                ? Future.succeededFuture()
                : Future.failedFuture("the lanes are " + state);
    }

    /** Commits, leaves the group and frees the directory. */
    public Future<Void> close() {
        return vertx.executeBlocking(
                () -> {
                    CloseOptions options = CloseOptions.timeout(CLOSE)
                            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
                    if (!last().close(options)) {
                        LOG.atWarn().log("the lanes did not close in time");
                    }
                    return null;
                },
                false);
    }

    private synchronized KafkaStreams last() {
        closing = true;
        return streams;
    }
}
