package health.countersign.notification;

import health.countersign.domain.Answer;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Digest;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ChangeCommitted;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.ResolvedPolicy;
import health.countersign.domain.Seal;
import health.countersign.platform.log.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a lane's story remembers of changes and batches, bounded, and what each fact adds to it. */
final class LaneMemory {
    private static final int MOST_BATCHES = 4_096;
    private static final int MOST_EARLY = 10_000;

    private final ConsortiumDocument document;
    private final Sentences sentences;
    private final ResolvedPolicy sealPolicy;
    private final Function<ChangeId, Optional<ChangeFacts>> elsewhere;
    private final Map<ChangeId, LifeOfChange> lives;
    private final Map<ChangeId, LifeOfChange> open;
    private final Map<Digest, DraftedBatch> batches = new Oldest<>(MOST_BATCHES);
    /** Answers to what is not proposed yet; no honest reviewer gives one. */
    private final Map<ChangeId, List<Fact>> early = new Oldest<>(MOST_EARLY);

    private long unattributed;

    /**
     * @param most how many changes are remembered
     * @param elsewhere knows changes that began before this story does
     */
    LaneMemory(
            ConsortiumDocument document,
            Sentences sentences,
            int most,
            Function<ChangeId, Optional<ChangeFacts>> elsewhere) {
        this.document = document;
        this.sentences = sentences;
        this.sealPolicy = document.resolvedSealPolicy();
        this.lives = new Oldest<>(most);
        this.open = new Oldest<>(most);
        this.elsewhere = elsewhere;
    }

    Optional<LifeOfChange> life(ChangeId change) {
        LifeOfChange known = lives.get(change);
        return known != null ? Optional.of(known) : elsewhere.apply(change).map(facts -> partial(change, facts));
    }

    private LifeOfChange partial(ChangeId change, ChangeFacts facts) {
        LifeOfChange life = new LifeOfChange(facts, sentences, new long[Flow.TOPICS.size()], false);
        lives.put(change, life);
        return life;
    }

    /** What is known of a change that was submitted before the reading from these next offsets on begins. */
    Optional<ChangeFacts> factsBefore(ChangeId change, long[] from) {
        int proposals = Flow.index(Topic.PROPOSALS);
        return Optional.ofNullable(lives.get(change))
                .filter(life -> life.birth()[proposals] < from[proposals])
                .map(LifeOfChange::facts);
    }

    Optional<DraftedBatch> batch(Digest message) {
        return Optional.ofNullable(batches.get(message));
    }

    /** Whether every change of the batch that is known was decided. */
    boolean allDecided(DraftedBatch batch) {
        return batch.changes().stream()
                .allMatch(change -> life(change).map(LifeOfChange::isDecided).orElse(true));
    }

    Optional<LifeOfChange> oldestOpen() {
        return open.values().stream().findFirst();
    }

    /** How many facts concerned no change or batch that the log shows. */
    long unattributed() {
        return unattributed;
    }

    /** Remembers a fact and says what it tells; {@code frontier} is where the lane stood before it. */
    List<Notification> tell(Fact fact, long[] frontier) {
        Event event = fact.event();
        if (event instanceof ProposalSubmitted submitted) {
            return submitted(fact, submitted, frontier);
        } else if (event instanceof ApprovalGiven given) {
            return answered(fact, given.approval());
        } else if (event instanceof ApprovalRefused refused) {
            return answered(fact, refused.refusal());
        } else if (event instanceof BatchDrafted drafted) {
            batches.putIfAbsent(drafted.batch().message(), new DraftedBatch(drafted.batch(), fact.batched()));
        } else if (event instanceof BatchSealed sealed) {
            return sealed(fact, sealed.seal());
        } else if (event instanceof ProposalEndorsed endorsed) {
            return of(endorsed.subject().change(), life -> life.decided(fact, endorsed));
        } else if (event instanceof ChangeCommitted committed) {
            return of(committed.subject().change(), life -> life.committed(fact, committed));
        } else if (event instanceof ProposalRejected rejected) {
            return of(rejected.subject().change(), life -> life.rejected(fact, rejected));
        } else if (event instanceof ProposalExpired expired) {
            return of(expired.subject().change(), life -> life.expired(fact, expired));
        }
        return List.of();
    }

    private List<Notification> submitted(Fact fact, ProposalSubmitted event, long[] frontier) {
        ChangeId change = event.proposal().id();
        if (lives.containsKey(change)) {
            return List.of();
        }
        LifeOfChange life = new LifeOfChange(ChangeFacts.of(event.proposal(), document), sentences, frontier, true);
        lives.put(change, life);
        open.put(change, life);
        List<Notification> told = new ArrayList<>(List.of(life.submitted(fact, event.proposal())));
        List<Fact> answers = Optional.ofNullable(early.remove(change)).orElse(List.of());
        for (int i = 0; i < answers.size(); i++) {
            Fact answer = answers.get(i);
            Fact here = new Fact(fact.place().nth(i + 1), answer.time(), answer.event(), List.of());
            told.addAll(tell(here, frontier));
        }
        return told;
    }

    private List<Notification> answered(Fact fact, Answer answer) {
        if (life(answer.change()).isEmpty()) {
            early.computeIfAbsent(answer.change(), change -> new ArrayList<>()).add(fact);
        }
        return of(answer.change(), life -> life.answered(fact, answer));
    }

    private List<Notification> sealed(Fact fact, Seal seal) {
        DraftedBatch batch = batches.get(seal.batch().message());
        if (batch == null) {
            unattributed++;
            return List.of();
        }
        batch.sealing().add(seal.organization());
        if (batch.changes().isEmpty() || !sealPolicy.satisfiedBy(batch.sealing())) {
            return List.of();
        }
        List<Notification> told = new ArrayList<>();
        for (int i = 0; i < batch.changes().size(); i++) {
            Fact nth = new Fact(fact.place().nth(i), fact.time(), fact.event(), List.of());
            told.addAll(of(batch.changes().get(i), life -> life.sealed(nth, batch.position(), batch.sealing())));
        }
        batch.told();
        return told;
    }

    private List<Notification> of(ChangeId change, Function<LifeOfChange, Optional<Notification>> telling) {
        Optional<LifeOfChange> life = life(change);
        if (life.isEmpty()) {
            unattributed++;
            return List.of();
        }
        List<Notification> told = life.flatMap(telling).stream().toList();
        if (life.get().isEnded()) {
            open.remove(change);
        }
        return told;
    }
}
