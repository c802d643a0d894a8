package health.countersign.member.seal;

import health.countersign.domain.BatchCondition;
import health.countersign.domain.BatchPosition;
import health.countersign.domain.Event;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchObjected;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.LaneState;
import health.countersign.domain.MalformedException;
import health.countersign.domain.Objection;
import health.countersign.domain.Objection.Fault;
import health.countersign.domain.Seal;
import health.countersign.ledger.Draft;
import health.countersign.member.own.Self;
import health.countersign.member.own.Work;
import health.countersign.member.store.EarlyDrafts;
import health.countersign.member.store.Lanes;
import health.countersign.member.store.Session;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.Topic;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the drafts that continue a lane as this organization knows it, or says what is wrong with them. */
public final class SealDesk {
    private static final Logger LOG = LoggerFactory.getLogger(SealDesk.class);

    private final Self self;
    private final Work work;
    private final EventLog log;

    public SealDesk(Self self, Work work, EventLog log) {
        this.self = self;
        this.work = work;
        this.log = log;
    }

    /** Judges the drafts of a poll; a draft that comes too early is kept until its time. */
    public Future<Void> handle(LanePoll poll) {
        Future<Void> done = Future.succeededFuture();
        for (Event event : poll.events().toList()) {
            if (event instanceof BatchDrafted drafted && drafted.batch().lane() == poll.lane()) {
                done = done.compose(v -> judge(drafted))
                        .compose(answer -> answer.map(this::send)
                                .orElseGet(() -> work.write(session -> keep(session, drafted))
                                        .compose(
                                                kept -> advanced(drafted.batch().lane()))));
            }
        }
        return done;
    }

    /** The lane went on: what waited for it can be judged. */
    public Future<Void> advanced(int lane) {
        return work.read(session -> {
                    long next = new Lanes(session).state(lane).seq() + 1;
                    return new EarlyDrafts(session).at(lane, next);
                })
                .compose(drafts -> {
                    Future<Void> done = Future.succeededFuture();
                    for (BatchDrafted drafted : drafts) {
                        done = done.compose(v -> judge(drafted))
                                .compose(answer -> answer.map(this::send).orElseGet(Future::succeededFuture));
                    }
                    return done.compose(v -> drafts.isEmpty() ? Future.succeededFuture() : forget(lane, drafts));
                });
    }

    private Future<Void> forget(int lane, List<BatchDrafted> judged) {
        long seq = judged.get(0).batch().seq();
        return work.write(session -> {
            new EarlyDrafts(session).removeUpTo(lane, seq);
            return null;
        });
    }

    private Void keep(Session session, BatchDrafted drafted) {
        if (drafted.batch().seq()
                > new Lanes(session).state(drafted.batch().lane()).seq()) {
            new EarlyDrafts(session).add(drafted);
        }
        return null;
    }

    /** The seal or the objection; nothing if the draft is not next. */
    private Future<Optional<Event>> judge(BatchDrafted drafted) {
        return work.read(session -> {
            LaneState state = new Lanes(session).state(drafted.batch().lane());
            return drafted.batch().seq() == state.seq() + 1 ? Optional.of(judge(drafted, state)) : Optional.empty();
        });
    }

    private Event judge(BatchDrafted drafted, LaneState state) {
        Draft draft;
        try {
            draft = self.transactions().read(self.consortium(), state.lane(), drafted.transaction());
        } catch (MalformedException e) {
            return objection(drafted.batch(), List.of(new Fault(Optional.empty(), BatchCondition.LOCK)));
        }
        if (!draft.position().equals(drafted.batch())) {
            return objection(drafted.batch(), List.of(new Fault(Optional.empty(), BatchCondition.SEQUENCE)));
        }
        List<Fault> faults = self.check().objections(draft.batch(), state);
        return faults.isEmpty()
                ? new BatchSealed(
                        new Seal(draft.position(), self.id(), self.keys().seal().sign(draft.message())))
                : objection(draft.position(), faults);
    }

    private Event objection(BatchPosition position, List<Fault> faults) {
        LOG.atWarn()
                .addKeyValue("lane", position.lane())
                .addKeyValue("seq", position.seq())
                .addKeyValue("condition", faults.get(0).condition().wire())
                .log("a batch cannot be sealed");
        byte[] bytes = Objection.signedBytes(position, self.id(), faults);
        return new BatchObjected(new Objection(position, self.id(), faults, self.sign(bytes)));
    }

    private Future<Void> send(Event answer) {
        int lane = answer instanceof BatchSealed sealed
                ? sealed.seal().batch().lane()
                : ((BatchObjected) answer).objection().batch().lane();
        return log.append(Topic.SEALS, lane, self.id().value(), List.of(answer)).mapEmpty();
    }
}
