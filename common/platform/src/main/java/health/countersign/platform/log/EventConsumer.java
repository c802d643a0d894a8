package health.countersign.platform.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaReadStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares topics with the other members of its group: each lane of a topic is with one of them at a time. What is done
 * is committed, nothing else; what is not comes again, here or elsewhere.
 */
public final class EventConsumer {
    private static final long HANDOVER_SECONDS = 10;
    private static final int LAST_COMMITS = 50;
    private static final Duration LAST_POLL = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);

    private final Context context;
    private final Consumer<String, Fetched.Decoded> kafka;
    private final KafkaReadStream<String, Fetched.Decoded> stream;
    private final LanePump pump;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Duration commitInterval;
    private long committedAt = System.nanoTime();

    EventConsumer(
            Vertx vertx,
            Consumer<String, Fetched.Decoded> kafka,
            KafkaSettings settings,
            Function<TopicLane, Lane> lanes,
            Admission admission) {
        this.context = vertx.getOrCreateContext();
        this.kafka = kafka;
        this.commitInterval = settings.commitInterval();
        this.stream = KafkaReadStream.create(vertx, kafka);
        this.pump = new LanePump(vertx, stream, settings.gather(), lanes, admission).between(this::commitNowAndThen);
    }

    /** Joins the group; the handler gets records as soon as the group has shared out the lanes. */
    Future<EventConsumer> start(Set<Topic> topics) {
        kafka.subscribe(topics.stream().map(Topic::wire).toList(), new Handover());
        return stream.subscription().map(subscribed -> {
            pump.round();
            return this;
        });
    }

    /** The lanes that are with this member of the group now; another may have them by the time one looks. */
    public Future<Set<TopicLane>> lanes() {
        return stream.assignment()
                .map(partitions -> partitions.stream().map(TopicLane::of).collect(Collectors.toUnmodifiableSet()));
    }

    /** Begins nothing new, waits up to ten seconds for what is under way, commits what is done and leaves the group. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(v -> pump.drain()
                .compose(drained -> lastCommit(LAST_COMMITS))
                .eventually(stream::close)
                .onComplete(closed));
        return closed.future();
    }

    /**
     * Between polls only: in a poll lanes change hands, and a commit that waited for it would set their new owner
     * back.
     */
    private Future<Void> commitNowAndThen() {
        long now = System.nanoTime();
        if (now - committedAt < commitInterval.toNanos()) {
            return Future.succeededFuture();
        }
        committedAt = now;
        return commit(pump.lanes()).recover(failure -> {
            LOG.atDebug().setCause(failure).log("offsets are committed later");
            return Future.succeededFuture();
        });
    }

    private Future<Void> commit(Map<TopicPartition, Lane> lanes) {
        Map<TopicPartition, OffsetAndMetadata> news = uncommitted(lanes);
        if (news.isEmpty()) {
            return Future.succeededFuture();
        }
        return stream.commit(news).onSuccess(v -> committed.putAll(news)).mapEmpty();
    }

    /**
     * While the group shares out its lanes anew nothing can be committed between polls: then polls, in which the lanes
     * may change hands with what is done, until it can.
     */
    private Future<Void> lastCommit(int attempts) {
        return commit(pump.lanes()).recover(failure -> {
            if (attempts == 0) {
                LOG.atWarn().setCause(failure).log("offsets were not committed; the work comes again");
                return Future.succeededFuture();
            }
            return stream.poll(LAST_POLL).transform(polled -> lastCommit(attempts - 1));
        });
    }

    private Map<TopicPartition, OffsetAndMetadata> uncommitted(Map<TopicPartition, Lane> lanes) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        lanes.forEach((partition, lane) -> lane.done().ifPresent(next -> {
            OffsetAndMetadata offset = new OffsetAndMetadata(next);
            if (!offset.equals(committed.get(partition))) {
                news.put(partition, offset);
            }
        }));
        return news;
    }

    /** Runs on Kafka's thread inside a poll: lanes are given up only after their work has ended and is committed. */
    private final class Handover implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.atDebug().addKeyValue("lanes", partitions.size()).log("lanes are ours");
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            try {
                Map<TopicPartition, OffsetAndMetadata> done = give(partitions).get(HANDOVER_SECONDS, TimeUnit.SECONDS);
                if (!done.isEmpty()) {
                    kafka.commitSync(done);
                }
            } catch (TimeoutException e) {
                LOG.atWarn().log("a handler did not end in time; its work comes again elsewhere");
            } catch (ExecutionException e) {
                throw new IllegalStateException("lanes could not be given up", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            context.runOnContext(v -> pump.take(partitions)
                    .onSuccess(lanes -> LOG.atWarn()
                            .addKeyValue("lanes", lanes.size())
                            .log("the group took lanes away; their work comes again elsewhere")));
        }

        private CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> give(Collection<TopicPartition> partitions) {
            CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> done = new CompletableFuture<>();
            context.runOnContext(v -> pump.take(partitions)
                    .onSuccess(lanes -> {
                        done.complete(uncommitted(lanes));
                        committed.keySet().removeAll(partitions);
                    })
                    .onFailure(done::completeExceptionally));
            return done;
        }
    }
}
