package health.countersign.notification;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ChangeCommitted;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Rejection;
import health.countersign.platform.log.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Merges the topics of one lane into one story. Topics have no order between them, so a fact waits until what it
 * builds on has been told: an answer until its proposal, a decision until the answers that it names, a draft until
 * the proposals in it, a seal until its draft and the decisions in that, a commit until its seals. Within a topic
 * nothing overtakes.
 *
 * <p>What something waits for stood in the log before it. If it cannot be found there it is not there ({@link
 * Stuck}): then the fact is told without it, or dropped if nobody can know whom it concerns.
 */
final class LaneStory {
    /** Something waits. */
    static final class Stuck {
        private final long[] queued;
        private final Set<Topic> wanted;

        private Stuck(long[] queued, Set<Topic> wanted) {
            this.queued = queued;
            this.wanted = wanted;
        }

        /** The offset after everything of this topic that was offered until then. */
        long queued(Topic topic) {
            return queued[Flow.index(topic)];
        }

        /** The topics in which what is waited for has to be. */
        Set<Topic> wanted() {
            return wanted;
        }
    }

    private final int lane;
    private final LaneMemory memory;
    private final Map<Topic, Deque<Fact>> waiting = new EnumMap<>(Topic.class);
    private final long[] offered;
    private final long[] settled = new long[Flow.TOPICS.size()];
    private final Predicate<Place> had;

    /**
     * @param from next offset in each topic of the flow
     * @param had what the audience has had already: it is read for what it tells of the rest and waits for nothing
     */
    LaneStory(int lane, LaneMemory memory, long[] from, Predicate<Place> had) {
        this.lane = lane;
        this.memory = memory;
        this.had = had;
        this.offered = from.clone();
        Flow.TOPICS.forEach(topic -> waiting.put(topic, new ArrayDeque<>()));
    }

    /** Takes the facts of the next records of a topic; {@code next} is the offset after them. */
    void offer(Topic topic, List<Fact> facts, long next) {
        waiting.get(topic).addAll(facts);
        offered[Flow.index(topic)] = next;
    }

    /** Everything that can be told now, in order. */
    List<Told> advance() {
        List<Told> told = new ArrayList<>();
        boolean moved = true;
        while (moved) {
            moved = tellReady(told) || releaseOne(told);
        }
        return told;
    }

    private boolean tellReady(List<Told> told) {
        boolean moved = false;
        for (Topic topic : Flow.TOPICS) {
            Deque<Fact> queue = waiting.get(topic);
            while (!queue.isEmpty() && isReady(queue.peek())) {
                tellNext(queue, told);
                moved = true;
            }
        }
        return moved;
    }

    private boolean isReady(Fact fact) {
        Set<Topic> wants = wants(fact);
        return wants.isEmpty() || (had.test(fact.place()) && wants.stream().noneMatch(this::isBehind));
    }

    /** Whether there is still something to tell of this topic that the audience has had. */
    private boolean isBehind(Topic topic) {
        return had.test(new Place(topic, lane, frontier()[Flow.index(topic)], 0));
    }

    private boolean releaseOne(List<Told> told) {
        for (Topic topic : Flow.TOPICS) {
            Fact head = waiting.get(topic).peek();
            if (head != null && head.place().offset() < settled[Flow.index(topic)]) {
                tellNext(waiting.get(topic), told);
                return true;
            }
        }
        return false;
    }

    /** The lookback is that of before: a fact may tell several things, and somebody may stop between them. */
    private void tellNext(Deque<Fact> queue, List<Told> told) {
        long[] before = frontier();
        long[] lookback = memory.oldestOpen().map(LifeOfChange::birth).orElse(before);
        memory.tell(queue.poll(), before).forEach(notification -> told.add(new Told(notification, before, lookback)));
    }

    /** Whether everything offered of this topic has been told. */
    boolean isThrough(Topic topic) {
        return waiting.get(topic).isEmpty();
    }

    /** The next offset of each topic of the flow: everything before it has been told. */
    long[] frontier() {
        long[] frontier = offered.clone();
        for (int i = 0; i < frontier.length; i++) {
            Fact head = waiting.get(Flow.TOPICS.get(i)).peek();
            frontier[i] = head == null ? frontier[i] : head.place().offset();
        }
        return frontier;
    }

    /** Where a reader has to begin that wants to go on from here and to know of every change that is still open. */
    long[] lookback() {
        return memory.oldestOpen().map(LifeOfChange::birth).orElseGet(this::frontier);
    }

    LaneMemory memory() {
        return memory;
    }

    /** What waits now. */
    Stuck stuck() {
        Set<Topic> wanted = EnumSet.noneOf(Topic.class);
        waiting.values().stream()
                .filter(queue -> !queue.isEmpty())
                .forEach(queue -> wanted.addAll(wants(queue.peek())));
        return new Stuck(offered.clone(), wanted);
    }

    /** Whether this topic was offered up to an offset, or cannot go on because it waits itself. */
    boolean hasReached(Topic topic, long offset) {
        return offered[Flow.index(topic)] >= offset || !isThrough(topic);
    }

    /** What was waited for is not in the log: whatever was queued then waits no longer. */
    void settle(Stuck stuck) {
        for (int i = 0; i < settled.length; i++) {
            settled[i] = Math.max(settled[i], stuck.queued[i]);
        }
    }

    private Set<Topic> wants(Fact fact) {
        Event event = fact.event();
        if (event instanceof ApprovalGiven given) {
            return proposal(given.approval().change());
        } else if (event instanceof ApprovalRefused refused) {
            return proposal(refused.refusal().change());
        } else if (event instanceof BatchDrafted) {
            boolean known = fact.batched().stream()
                    .allMatch(change -> memory.life(change).isPresent());
            return known ? Set.of() : EnumSet.of(Topic.PROPOSALS);
        } else if (event instanceof BatchSealed sealed) {
            return seal(sealed);
        } else if (event instanceof ProposalEndorsed endorsed) {
            return answers(endorsed.subject().change(), endorsed.approving());
        } else if (event instanceof ProposalRejected rejected) {
            return rejected.rejection() instanceof Rejection.Refused refused
                    ? answers(rejected.subject().change(), refused.refusing())
                    : proposal(rejected.subject().change());
        } else if (event instanceof ProposalExpired expired) {
            return proposal(expired.subject().change());
        } else if (event instanceof ChangeCommitted committed) {
            ChangeId change = committed.subject().change();
            return memory.life(change).map(LifeOfChange::isSealed).orElse(true)
                    ? proposal(change)
                    : EnumSet.of(Topic.SEALS);
        }
        return Set.of();
    }

    private Set<Topic> proposal(ChangeId change) {
        return memory.life(change).isPresent() ? Set.of() : EnumSet.of(Topic.PROPOSALS);
    }

    private Set<Topic> answers(ChangeId change, Collection<OrganizationId> organizations) {
        return memory.life(change)
                .<Set<Topic>>map(life -> life.answeredByAll(organizations) ? Set.of() : EnumSet.of(Topic.ANSWERS))
                .orElse(EnumSet.of(Topic.PROPOSALS));
    }

    private Set<Topic> seal(BatchSealed sealed) {
        return memory.batch(sealed.seal().batch().message())
                .<Set<Topic>>map(batch -> memory.allDecided(batch) ? Set.of() : EnumSet.of(Topic.OUTCOMES))
                .orElse(EnumSet.of(Topic.BATCHES));
    }
}
