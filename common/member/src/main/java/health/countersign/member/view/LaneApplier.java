package health.countersign.member.view;

import health.countersign.domain.BatchCheck;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.LaneOverlay;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.OrganizationId;
import health.countersign.ledger.Lock;
import health.countersign.ledger.Reason;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.TransactionVerdict;
import health.countersign.member.answer.EntryFill;
import health.countersign.member.own.Arrivals;
import health.countersign.member.own.Self;
import health.countersign.member.own.Work;
import health.countersign.member.store.Cards;
import health.countersign.member.store.Changes;
import health.countersign.member.store.Changes.Fault;
import health.countersign.member.store.CommittedChange;
import health.countersign.member.store.Lanes;
import health.countersign.member.store.Lanes.Head;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import health.countersign.member.store.Touches;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies one lane of the ledger, transaction by transaction: what stands moves the cards, what does not is
 * reported.
 */
public final class LaneApplier {
    private static final int WHOLE_TRANSACTION = -1;
    private static final Logger LOG = LoggerFactory.getLogger(LaneApplier.class);

    private final Self self;
    private final Work work;
    private final Arrivals arrivals;
    private final int lane;

    public LaneApplier(Self self, Work work, Arrivals arrivals, int lane) {
        this.self = self;
        this.work = work;
        this.arrivals = arrivals;
        this.lane = lane;
    }

    /** A verdict, and the head from which it was reached. */
    private record Judged(Head from, TransactionVerdict verdict) {}

    /** Judges the next transaction by what is applied, and applies it; succeeds when that is durable. */
    public Future<Void> apply(Transaction tx, long height) {
        return tx.parent().isEmpty() ? begin(tx) : goOn(tx, height);
    }

    private Future<Void> goOn(Transaction tx, long height) {
        return work.read(session -> judge(session, tx))
                .compose(judged -> judged.map(each -> work.write(session -> apply(session, each, tx, height))
                                .<Void>map(applied -> {
                                    each.verdict().changes().forEach(this::tell);
                                    return null;
                                }))
                        .orElseGet(Future::succeededFuture));
    }

    /** The lane begins with its genesis only if that is the one which the founders signed. */
    private Future<Void> begin(Transaction genesis) {
        return work.compute(() -> self.verifier().judgeGenesis(genesis, lane))
                .compose(verdict -> verdict.stands()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException(
                                "lane %d does not begin as agreed: %s".formatted(lane, verdict.fault()))));
    }

    private Optional<Judged> judge(Session session, Transaction tx) {
        Lanes lanes = new Lanes(session);
        Head head = lanes.head(lane).orElseThrow();
        // Another replica may be far ahead of us.
        if (new Changes(session).applied(tx.id())) {
            return Optional.empty();
        }
        return Optional.of(new Judged(head, self.verifier().judge(tx, new LaneOverlay(lanes.state(lane)))));
    }

    private Void apply(Session session, Judged judged, Transaction tx, long height) {
        TransactionVerdict verdict = judged.verdict();
        LedgerPosition position = new LedgerPosition(lane, verdict.seq(), tx.id(), height);
        new Lanes(session).advance(lane, judged.from(), new Head(tx.id(), verdict.seq(), height));
        new Changes(session).addTransaction(position, sealedBy(tx));
        verdict.fault().ifPresent(fault -> report(session, position, WHOLE_TRANSACTION, fault));
        List<BatchCheck.Verdict> changes = verdict.changes();
        for (int place = 0; place < changes.size(); place++) {
            BatchCheck.Verdict change = changes.get(place);
            if (change.stands()) {
                commit(session, new CommittedChange(change.change(), position, place));
            } else {
                report(session, position, place, change);
            }
        }
        return null;
    }

    private Set<OrganizationId> sealedBy(Transaction tx) {
        Lock lock = self.transactions().lock();
        return tx.fulfillments().get(0).signatures().stream()
                .map(signature -> lock.owner(Lock.Branch.SEAL, signature.publicKey()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private void commit(Session session, CommittedChange change) {
        EndorsedChange evidence = change.evidence();
        new Changes(session).add(change);
        new Touches(session).commit(evidence.proposal());
        if (evidence.header().opensCard()) {
            new Cards(session).open(evidence.proposal());
        }
        new Proposals(session).committed(evidence.id());
        new EntryFill(self, session).fill(evidence.proposal());
    }

    private void report(Session session, LedgerPosition position, int place, BatchCheck.Verdict change) {
        Reason reason = TransactionVerdict.reason(change).orElseThrow();
        log(position, reason);
        CardId card = change.change().header().card();
        ChangeId id = change.change().id();
        new Changes(session).addFault(new Fault(position, place, Optional.of(id), reason.code()), Optional.of(card));
    }

    private void report(Session session, LedgerPosition position, int place, Reason reason) {
        log(position, reason);
        new Changes(session).addFault(new Fault(position, place, Optional.empty(), reason.code()), Optional.empty());
    }

    private static void log(LedgerPosition position, Reason reason) {
        LOG.atError()
                .addKeyValue("lane", position.lane())
                .addKeyValue("seq", position.seq())
                .addKeyValue("transaction", position.transaction())
                .addKeyValue("reason", reason.code())
                .log("the ledger holds what does not stand");
    }

    private void tell(BatchCheck.Verdict change) {
        arrivals.tell(change.change().header().card());
        arrivals.tell(change.change().id());
    }
}
