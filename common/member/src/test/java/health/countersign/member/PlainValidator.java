package health.countersign.member;

import health.countersign.domain.Answer;
import health.countersign.domain.Batch;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Decision;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event;
import health.countersign.domain.Header;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Signature;
import health.countersign.domain.Subject;
import health.countersign.ledger.Assembly;
import health.countersign.ledger.Draft;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.LaneTransactions;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.Transaction;
import health.countersign.member.keys.ConsortiumFounding.Founded;
import health.countersign.platform.log.EventConsumer;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.Topic;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers, decides, drafts and commits with the domain's functions, without state that survives: enough for members. */
final class PlainValidator extends VerticleBase {
    private static final class Lane {
        private String head;
        private long seq;
        private Draft draft;
        private boolean posting;
        private final Map<OrganizationId, Signature> seals = new HashMap<>();
        private final Map<ChangeId, Proposal> proposals = new LinkedHashMap<>();
        private final Map<ChangeId, Map<OrganizationId, Answer>> answers = new HashMap<>();
        private final Set<ChangeId> endorsed = new LinkedHashSet<>();
        private final Set<ChangeId> done = new LinkedHashSet<>();
    }

    private final Founded founded;
    private final ConsortiumDocument document;
    private final LaneTransactions transactions;
    private final Ed25519 ed25519 = Ed25519.preferred();
    private final EventLog log;
    private final Ledger ledger;
    private final List<Lane> lanes = new ArrayList<>();
    private EventConsumer consumer;

    PlainValidator(Founded founded, EventLog log, Ledger ledger) {
        this.founded = founded;
        this.document = founded.consortium().document();
        this.transactions = new LaneTransactions(document);
        this.log = log;
        this.ledger = ledger;
        for (Transaction genesis : founded.genesis()) {
            Lane lane = new Lane();
            lane.head = genesis.id();
            lanes.add(lane);
        }
    }

    @Override
    public Future<?> start() {
        return log.consume("validator", Set.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.SEALS), this::handle)
                .onSuccess(joined -> consumer = joined);
    }

    @Override
    public Future<?> stop() {
        return consumer.close();
    }

    private Future<Void> handle(LanePoll poll) {
        Lane lane = lanes.get(poll.lane());
        poll.events().forEach(event -> take(lane, event));
        List<Event> outcomes = decide(lane);
        Future<Void> said = outcomes.isEmpty()
                ? Future.succeededFuture()
                : log.append(Topic.OUTCOMES, poll.lane(), "validator", outcomes).mapEmpty();
        return said.compose(v -> goOn(lane, poll.lane()));
    }

    private void take(Lane lane, Event event) {
        if (event instanceof Event.ProposalSubmitted submitted) {
            lane.proposals.putIfAbsent(submitted.proposal().id(), submitted.proposal());
        } else if (event instanceof Event.ApprovalGiven given) {
            answer(lane, given.approval());
        } else if (event instanceof Event.ApprovalRefused refused) {
            answer(lane, refused.refusal());
        } else if (event instanceof Event.BatchSealed sealed
                && lane.draft != null
                && lane.draft.position().equals(sealed.seal().batch())) {
            lane.seals.put(sealed.seal().organization(), sealed.seal().signature());
        }
    }

    private static void answer(Lane lane, Answer answer) {
        lane.answers
                .computeIfAbsent(answer.change(), key -> new LinkedHashMap<>())
                .putIfAbsent(answer.organization(), answer);
    }

    private List<Event> decide(Lane lane) {
        List<Event> outcomes = new ArrayList<>();
        for (Proposal proposal : lane.proposals.values()) {
            if (lane.done.contains(proposal.id()) || lane.endorsed.contains(proposal.id())) {
                continue;
            }
            Header header = proposal.header();
            Decision decision = Decision.decide(
                    document.resolve(header.section(), header.parties(), header.author()),
                    lane.answers.getOrDefault(proposal.id(), Map.of()).values(),
                    header.deadline(),
                    java.time.Instant.EPOCH);
            if (decision instanceof Decision.Endorsed) {
                lane.endorsed.add(proposal.id());
            } else if (decision instanceof Decision.Rejected rejected) {
                lane.done.add(proposal.id());
                outcomes.add(new Event.ProposalRejected(Subject.of(proposal), rejected.rejection()));
            }
        }
        return outcomes;
    }

    private Future<Void> goOn(Lane lane, int number) {
        if (lane.draft != null) {
            Assembly assembly = transactions.assemble(lane.draft, lane.seals, ed25519);
            if (lane.posting || assembly.transaction().isEmpty()) {
                return Future.succeededFuture();
            }
            lane.posting = true;
            return commit(lane, number, assembly.transaction().get());
        }
        List<EndorsedChange> changes = ready(lane);
        if (changes.isEmpty()) {
            return Future.succeededFuture();
        }
        Batch batch = new Batch(document.version(), number, lane.seq + 1, lane.head, 1, changes, List.of());
        lane.draft = transactions.draft(founded.consortium().lanes().get(number), batch);
        return log.append(
                        Topic.BATCHES,
                        number,
                        "validator",
                        List.of(new Event.BatchDrafted(lane.draft.position(), lane.draft.text())))
                .mapEmpty();
    }

    private List<EndorsedChange> ready(Lane lane) {
        List<EndorsedChange> ready = new ArrayList<>();
        Set<ChangeId> there = new LinkedHashSet<>(lane.done);
        boolean more = true;
        while (more && ready.size() < 150) {
            more = false;
            for (ChangeId change : lane.endorsed) {
                Proposal proposal = lane.proposals.get(change);
                if (!there.contains(change)
                        && there.containsAll(proposal.header().needs())
                        && ready.size() < 150) {
                    there.add(change);
                    ready.add(endorsed(lane, proposal));
                    more = true;
                }
            }
        }
        return ready;
    }

    private static EndorsedChange endorsed(Lane lane, Proposal proposal) {
        List<Answer.Approval> approvals = new ArrayList<>();
        List<Answer.Refusal> refusals = new ArrayList<>();
        lane.answers.get(proposal.id()).values().forEach(answer -> {
            if (answer instanceof Answer.Approval approval) {
                approvals.add(approval);
            } else if (answer instanceof Answer.Refusal refusal) {
                refusals.add(refusal);
            }
        });
        return new EndorsedChange(proposal, approvals, refusals);
    }

    private Future<Void> commit(Lane lane, int number, Transaction tx) {
        return ledger.post(tx).compose(v -> committed(vertx, ledger, tx.id())).compose(v -> {
            lane.draft.batch().changes().forEach(change -> {
                lane.done.add(change.id());
                lane.endorsed.remove(change.id());
            });
            lane.head = tx.id();
            lane.seq++;
            lane.draft = null;
            lane.posting = false;
            lane.seals.clear();
            return goOn(lane, number);
        });
    }

    /** Succeeds when the ledger has the transaction. */
    static Future<Void> committed(Vertx vertx, Ledger ledger, String id) {
        return ledger.find(id).compose(found -> {
            if (found.isPresent()) {
                return Future.succeededFuture();
            }
            Promise<Void> later = Promise.promise();
            vertx.setTimer(5, fired -> committed(vertx, ledger, id).onComplete(later));
            return later.future();
        });
    }
}
