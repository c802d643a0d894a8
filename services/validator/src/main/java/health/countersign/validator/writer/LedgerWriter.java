package health.countersign.validator.writer;

import health.countersign.domain.Consortium;
import health.countersign.domain.Event;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.Event.TransactionRefused;
import health.countersign.domain.SignatureVerifier;
import health.countersign.json.MalformedJsonException;
import health.countersign.ledger.InvalidTransactionException;
import health.countersign.ledger.LaneFollower;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.Transaction;
import health.countersign.platform.log.EventConsumer;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.EventReader;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.PoisonException;
import health.countersign.platform.log.Recorded;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicLane;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends assembled transactions and reports what the ledger committed. Every process follows every lane and knows what
 * was reported; those lanes of {@code batches} that the group gives it, it sends and reports for. Whoever gets a lane
 * next finds out from ledger and log what is still to do.
 */
public final class LedgerWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final long REPORT_MILLIS = 250;

    private final Vertx vertx;
    private final EventLog log;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Consortium consortium;
    private final List<LaneReport> lanes = new ArrayList<>();
    private final Set<Integer> ours = new HashSet<>();
    private final Set<Integer> reporting = new HashSet<>();
    private final Set<Sending> sendings = ConcurrentHashMap.newKeySet();
    private EventReader reader;
    private EventConsumer consumer;
    private LaneFollower follower;
    private long timer;

    public LedgerWriter(
            Vertx vertx,
            EventLog log,
            Ledger ledger,
            Consortium consortium,
            SignatureVerifier signatures,
            InstantSource clock) {
        this.vertx = vertx;
        this.log = log;
        this.ledger = ledger;
        this.consortium = consortium;
        this.clock = clock;
        for (int lane = 0; lane < consortium.document().lanes(); lane++) {
            lanes.add(new LaneReport(vertx, new LaneTruth(consortium, lane, signatures)));
        }
    }

    /** Reads what was reported, begins to follow the lanes, and joins the group; on the caller's context. */
    public Future<LedgerWriter> start(String group, Duration poll) {
        Set<TopicLane> outcomes = TopicLane.all(Set.of(Topic.OUTCOMES), lanes.size());
        return log.readAll(group, outcomes, this::told)
                .compose(opened -> {
                    reader = opened;
                    return reader.caughtUp();
                })
                .compose(v -> {
                    follower = LaneFollower.start(vertx, ledger, followed(), poll);
                    return log.consume(group, Set.of(Topic.BATCHES), this::write);
                })
                .map(joined -> {
                    consumer = joined;
                    timer = vertx.setPeriodic(REPORT_MILLIS, tick -> report());
                    return this;
                });
    }

    private List<LaneFollower.Lane> followed() {
        List<LaneFollower.Lane> followed = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            int lane = i;
            String genesis = consortium.lanes().get(lane);
            followed.add(new LaneFollower.Lane(
                    genesis,
                    Optional.of(genesis),
                    (tx, height) -> lanes.get(lane).committed(tx, height).onSuccess(v -> report(lane))));
        }
        return followed;
    }

    private Future<Void> told(LanePoll poll) {
        poll.events().forEach(event -> {
            if (event instanceof BatchCommitted committed) {
                lanes.get(poll.lane()).heard(committed);
            }
        });
        return Future.succeededFuture();
    }

    /** Which lanes are ours is asked again and again: the group may have given some away, or more to us. */
    private void report() {
        consumer.lanes().onSuccess(own -> {
            ours.clear();
            own.forEach(lane -> ours.add(lane.lane()));
            ours.forEach(this::report);
        });
    }

    private void report(int lane) {
        List<List<Event>> untold = lanes.get(lane).untold();
        if (ours.contains(lane) && !untold.isEmpty() && reporting.add(lane)) {
            List<Event> events = untold.get(0);
            log.append(Topic.OUTCOMES, lane, String.valueOf(lane), events).onComplete(appended -> {
                reporting.remove(lane);
                if (appended.succeeded()) {
                    lanes.get(lane).heard((BatchCommitted) events.get(0));
                    report(lane);
                }
            });
        }
    }

    private Future<Void> write(LanePoll poll) {
        ours.add(poll.lane());
        Future<Void> done = Future.succeededFuture();
        for (Recorded record : poll.records()) {
            for (Event event : record.events()) {
                if (event instanceof TransactionAssembled assembled) {
                    done = done.compose(v -> write(assembled, record));
                }
            }
        }
        return done;
    }

    private Future<Void> write(TransactionAssembled assembled, Recorded record) {
        LaneReport lane = lanes.get(record.position().lane());
        if (lane.seq() >= assembled.batch().seq()) {
            return Future.succeededFuture();
        }
        Transaction tx;
        try {
            tx = Transaction.of(assembled.transaction().getBytes(StandardCharsets.UTF_8));
        } catch (InvalidTransactionException | MalformedJsonException e) {
            return Future.failedFuture(new PoisonException(record.position(), "transaction-malformed"));
        }
        Sending sending = new Sending(vertx, ledger, lane, assembled, tx, clock);
        sendings.add(sending);
        return sending.done()
                .onComplete(ended -> sendings.remove(sending))
                .compose(refusal ->
                        refusal.map(refused -> tell(assembled, refused)).orElseGet(Future::succeededFuture));
    }

    private Future<Void> tell(TransactionAssembled assembled, LedgerRefused refused) {
        int lane = assembled.batch().lane();
        Event event = new TransactionRefused(assembled.batch(), assembled.id(), refused.fault());
        return log.append(Topic.OUTCOMES, lane, String.valueOf(lane), List.of(event))
                .mapEmpty();
    }

    /** How long the longest-standing transaction may be unknown before somebody should look. */
    public static Duration visible() {
        return Sending.VISIBLE;
    }

    /** Since when the longest-standing transaction is sent of which the ledger has not spoken. */
    public Optional<Instant> oldestUnknown() {
        return sendings.stream().map(Sending::since).min(Instant::compareTo);
    }

    /** Ends everything that it began; what is not done, somebody else will do. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        if (follower != null) {
            follower.close();
        }
        List.copyOf(sendings).forEach(Sending::abandon);
        Future<Void> left = consumer == null ? Future.succeededFuture() : consumer.close();
        return left.eventually(() -> reader == null ? Future.succeededFuture() : reader.close())
                .onFailure(failure -> LOG.atWarn().setCause(failure).log("the ledger writer did not close in order"));
    }
}
