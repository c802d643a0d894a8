package health.countersign.validator.lane;

import health.countersign.domain.Answer;
import health.countersign.domain.Batch;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchObjected;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Event.Ticked;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.Objection;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.validator.Members;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A random life of a lane: members propose, answer, seal and object, a ledger commits, topics are read in turns. */
final class Story {
    private static final List<OrganizationId> ALL =
            List.of(Members.BILLING, Members.CLINIC, Members.NORTH, Members.SOUTH, Members.INSURER);

    /** A record of one topic. */
    record Told(Event event, Moment moment) {}

    final Lane lane = new Lane();
    final Map<ChangeId, Proposal> proposals = new LinkedHashMap<>();
    final List<Told> answers = new ArrayList<>();
    final List<Batch> drafts = new ArrayList<>();
    final List<Batch> committed = new ArrayList<>();
    final Map<ChangeId, Long> heardAt = new LinkedHashMap<>();
    private final Random random;
    private final List<Deque<Told>> topics = new ArrayList<>();
    private final List<CardId> cards = new ArrayList<>();
    private final boolean interleaved;
    private boolean reopening;
    private Optional<BatchDrafted> inFlight = Optional.empty();
    private int transactions;
    private long order;

    Story(Random random, boolean interleaved) {
        this.random = random;
        this.interleaved = interleaved;
        for (int i = 0; i < 4; i++) {
            topics.add(new ArrayDeque<>());
        }
        for (int i = 0; i < 3; i++) {
            CardId card = new CardId("00000000-0000-4000-8000-00000000000" + i);
            cards.add(card);
            Proposal opening = lane.members.opening(card, Lane.LATER);
            submit(opening);
            answers.add(say(1, new ApprovalGiven(lane.members.approve(Members.SOUTH, opening))));
            answers.add(say(1, new ApprovalGiven(lane.members.approve(Members.INSURER, opening))));
        }
    }

    Story reopening() {
        reopening = true;
        return this;
    }

    /** So many things happen. */
    void tell(int steps) {
        for (int i = 0; i < steps; i++) {
            int what = random.nextInt(100);
            if (what < 12) {
                submit(random());
            } else if (what < 55) {
                answer();
            } else if (what < 58) {
                say(1, new Ticked(0));
            } else {
                listen();
            }
        }
    }

    /** Everything that is still on its way arrives, and the ledger commits what it gets. */
    void settle() {
        int quiet = 0;
        while (quiet < 2) {
            int before = lane.said.size();
            while (topics.stream().anyMatch(topic -> !topic.isEmpty())) {
                listen();
            }
            draft();
            inFlight.filter(drafted -> drafted.batch().seq() > committed.size())
                    .ifPresent(drafted -> ALL.forEach(by -> say(2, sealed(by, drafted))));
            quiet = lane.said.size() == before ? quiet + 1 : 0;
        }
    }

    private Instant deadline() {
        return Lane.START.plusSeconds(order + 20 + random.nextInt(400));
    }

    private void submit(Proposal proposal) {
        proposals.put(proposal.id(), proposal);
        say(0, new ProposalSubmitted(proposal, Bytes.of(new byte[1]), List.of()));
    }

    /** Mostly sensible: on what is current by what was proposed so far. */
    private Proposal random() {
        CardId card = cards.get(random.nextInt(cards.size()));
        List<Proposal> ofCard = proposals.values().stream()
                .filter(each -> each.header().card().equals(card))
                .toList();
        boolean keys = ofCard.stream()
                .anyMatch(each -> each.header().startsSection() && each.header().section() == Section.MEDICAL);
        if (!keys || random.nextInt(20) == 0) {
            return medical(card, List.of(Members.touch(card, TouchKey.keys(Section.MEDICAL), null)), ofCard.get(0));
        }
        Proposal requirement = ofCard.get(random.nextInt(ofCard.size()));
        TouchKey key = Members.key(card, "entry" + random.nextInt(6));
        List<ChangeId> bases = ofCard.stream()
                .filter(each -> each.header().touches().stream()
                        .anyMatch(touch -> touch.key().equals(key)))
                .map(Proposal::id)
                .toList();
        Optional<ChangeId> base = bases.isEmpty() || random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(bases.get(random.nextInt(bases.size())));
        return medical(card, List.of(new Touch(key, base)), requirement);
    }

    private Proposal medical(CardId card, List<Touch> touches, Proposal requirement) {
        return lane.members.proposal(
                Members.NORTH, card, Section.MEDICAL, touches, List.of(requirement.id()), deadline());
    }

    private void answer() {
        List<Proposal> all = List.copyOf(proposals.values());
        int from = Math.max(0, all.size() - 12);
        Proposal proposal = all.get(from + random.nextInt(all.size() - from));
        OrganizationId by = ALL.get(random.nextInt(ALL.size()));
        Answer answer = random.nextInt(8) == 0 ? lane.members.refuse(by, proposal) : lane.members.approve(by, proposal);
        answers.add(say(1, answer.fold(ApprovalGiven::new, ApprovalRefused::new)));
    }

    private Told say(int topic, Event event) {
        order++;
        Told told = new Told(event, new Moment(Lane.START.plusSeconds(order), order));
        topics.get(topic).add(told);
        return told;
    }

    /** One record of some topic reaches the book. */
    private void listen() {
        List<Deque<Told>> waiting =
                topics.stream().filter(topic -> !topic.isEmpty()).toList();
        if (waiting.isEmpty()) {
            return;
        }
        Deque<Told> topic = interleaved
                ? waiting.get(random.nextInt(waiting.size()))
                : waiting.stream()
                        .min((one, two) -> Long.compare(
                                one.element().moment().order(),
                                two.element().moment().order()))
                        .orElseThrow();
        Told told = topic.remove();
        if (reopening) {
            lane.reopen();
        }
        if (told.event() instanceof ProposalSubmitted submitted) {
            heardAt.put(submitted.proposal().id(), lane.book.ledger().seq());
        }
        Reaction reaction = lane.hear(told.event(), told.moment());
        reaction.said().forEach(this::react);
        draft();
    }

    private void draft() {
        if (reopening) {
            lane.reopen();
        }
        lane.maybeDrafted().ifPresent(drafted -> {
            drafts.add(lane.members.batch(drafted));
            assertSealable(lane.members.batch(drafted));
            inFlight = Optional.of(drafted);
            vote(drafted);
        });
    }

    private void assertSealable(Batch batch) {
        Oracle.assertSealable(lane, committed, batch);
    }

    private void vote(BatchDrafted drafted) {
        boolean objecting = random.nextInt(12) == 0;
        ChangeId named = lane.changes(drafted).get(0);
        for (OrganizationId by : ALL) {
            if (objecting && random.nextInt(5) > 0) {
                say(
                        2,
                        new BatchObjected(lane.members.object(
                                by,
                                drafted.batch(),
                                List.of(new Objection.Fault(Optional.of(named), BatchCondition.QUORUM)))));
            } else if (random.nextInt(10) > 1) {
                say(2, sealed(by, drafted));
            }
        }
        if (random.nextInt(15) == 0) {
            overtake(drafted);
        }
    }

    private Event sealed(OrganizationId by, BatchDrafted drafted) {
        return new BatchSealed(lane.members.seal(by, drafted.batch()));
    }

    /** Members seal another batch for the same head, with a part of the changes, without asking the validator. */
    private void overtake(BatchDrafted drafted) {
        Batch batch = lane.members.batch(drafted);
        Batch other = new Batch(
                batch.consortium(),
                0,
                batch.seq(),
                batch.parent(),
                99,
                batch.changes().subList(0, 1 + random.nextInt(batch.changes().size())),
                List.of());
        commit(
                other,
                lane.members
                        .transactions()
                        .draft(lane.members.consortium().lanes().get(0), other)
                        .position());
    }

    private void react(Event event) {
        if (event instanceof TransactionAssembled assembled && random.nextInt(10) > 0) {
            commit(lane.members.batch(inFlight.orElseThrow()), assembled.batch());
        } else if (event instanceof TransactionAssembled assembled) {
            overtake(inFlight.orElseThrow());
            commit(lane.members.batch(inFlight.orElseThrow()), assembled.batch());
        }
    }

    /** The ledger takes the first transaction that spends the head, and tells of it once or twice. */
    private void commit(Batch batch, health.countersign.domain.BatchPosition position) {
        String head = committed.isEmpty() ? lane.members.consortium().lanes().get(0) : id(committed.size());
        if (!batch.parent().equals(head)) {
            return;
        }
        committed.add(batch);
        transactions++;
        BatchCommitted event = new BatchCommitted(
                new LedgerPosition(0, batch.seq(), id(transactions), transactions),
                position.message(),
                batch.changes().stream().map(change -> change.id()).toList());
        for (int i = 0; i <= random.nextInt(2); i++) {
            say(3, event);
        }
    }

    static String id(int transaction) {
        return "%064x".formatted(transaction);
    }
}
