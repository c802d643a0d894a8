package health.countersign.validator.stream;

import health.countersign.platform.log.KafkaSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
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

    private final Vertx vertx;
    private final KafkaStreams streams;

    private LaneStreams(Vertx vertx, KafkaStreams streams) {
        this.vertx = vertx;
        this.streams = streams;
    }

    /** Starts to take lanes; succeeds when the threads run, which is before they have lanes. */
    public static Future<LaneStreams> start(
            Vertx vertx, Topology topology, StreamsSettings settings, KafkaSettings kafka) {
        return vertx.executeBlocking(
                () -> {
                    KafkaStreams streams = new KafkaStreams(topology, settings.properties(kafka));
                    streams.setUncaughtExceptionHandler(failure -> {
                        LOG.atError().setCause(failure).log("a thread of the lanes failed and is replaced");
                        return StreamThreadExceptionResponse.REPLACE_THREAD;
                    });
                    streams.setStateListener((next, before) ->
                            LOG.atInfo().addKeyValue("state", next).log("the lanes' threads"));
                    streams.start();
                    return new LaneStreams(vertx, streams);
                },
                false);
    }

    /** Fails while the lanes of this process are not being worked on. */
    public Future<Void> running() {
        return streams.state() == KafkaStreams.State.RUNNING
                ? Future.succeededFuture()
                : Future.failedFuture("the lanes are " + streams.state());
    }

    /** Commits, leaves the group and frees the directory. */
    public Future<Void> close() {
        return vertx.executeBlocking(
                () -> {
                    CloseOptions options = CloseOptions.timeout(CLOSE)
                            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
                    if (!streams.close(options)) {
                        LOG.atWarn().log("the lanes did not close in time");
                    }
                    return null;
                },
                false);
    }
}
