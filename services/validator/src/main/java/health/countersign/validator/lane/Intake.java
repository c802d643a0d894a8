package health.countersign.validator.lane;

import health.countersign.domain.Answer;
import health.countersign.domain.BatchCheck;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Decision;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Fields;
import health.countersign.domain.Header;
import health.countersign.domain.Proposal;
import health.countersign.domain.Rejection;
import health.countersign.domain.ResolvedPolicy;
import health.countersign.domain.Section;
import health.countersign.domain.SignatureVerifier;
import health.countersign.domain.Subject;
import health.countersign.domain.UnsatisfiablePolicyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hears proposals and answers, and decides. */
final class Intake {
    /** A deadline may lie this far ahead, and a little more for clocks that differ. */
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(30).plusHours(1);

    private static final int MOST_EARLY = 256;
    private static final String CLOCK = "clock";

    private final ConsortiumDocument document;
    private final SignatureVerifier verifier;
    private final BatchCheck check;
    private final Table table;
    private final Changes changes;
    private final Waiting waiting;
    private final CommittedLane ledger;
    private final Conclusions conclusions;
    private final LateRefusals late;
    private Instant now;

    Intake(LaneBook.Parts parts, ConsortiumDocument document, SignatureVerifier verifier, Table table) {
        this.document = document;
        this.verifier = verifier;
        this.check = parts.check();
        this.table = table;
        this.changes = parts.changes();
        this.waiting = parts.waiting();
        this.ledger = parts.ledger();
        this.conclusions = parts.conclusions();
        this.late = parts.late();
        this.now = table.get(CLOCK)
                .map(tree -> Instant.ofEpochMilli(Fields.of(tree).integer("millis")))
                .orElse(Instant.EPOCH);
    }

    /** The append time of the latest record of {@code answers}. */
    Instant now() {
        return now;
    }

    /** A proposal counts if its author signed it and it belongs here; one that can never be committed ends at once. */
    void proposed(ProposalSubmitted submitted, Instant appended, Reaction reaction) {
        Proposal proposal = submitted.proposal();
        Header header = proposal.header();
        if (header.card().lane(document.lanes()) != ledger.lane()) {
            reaction.misfit("wrong-lane");
        } else if (!check.authored(proposal)) {
            reaction.misfit("author-signature");
        } else if (changes.ending(proposal.id()).isPresent()) {
            Ending ending = changes.ending(proposal.id()).orElseThrow();
            if (!ending.known()) {
                conclusions.learn(proposal, ending, reaction);
            }
        } else if (changes.open(proposal.id()).isEmpty()) {
            admit(proposal, appended, reaction);
        }
    }

    private void admit(Proposal proposal, Instant appended, Reaction reaction) {
        OpenChange change = OpenChange.of(proposal);
        for (Heard heard : changes.takeEarly(proposal.id())) {
            if (change.answerOf(heard.organization()).isEmpty() && check.valid(heard.answer(), proposal.header())) {
                change = change.with(heard);
            }
        }
        changes.add(change);
        waiting.add(
                change,
                proposal.header().needs().stream()
                        .filter(need -> !ledger.committed(need))
                        .toList());
        Optional<Rejection> rejection = unfit(proposal.header(), appended)
                .<Rejection>map(condition -> new Rejection.Unsealable(condition, List.of()))
                .or(() -> conclusions.hopeless(proposal));
        if (rejection.isPresent()) {
            conclusions.reject(proposal.id(), rejection.get(), reaction);
        } else {
            decide(change, reaction);
        }
    }

    private Optional<BatchCondition> unfit(Header header, Instant appended) {
        if (header.opensCard() && header.section() != Section.IDENTITY) {
            return Optional.of(BatchCondition.CARD);
        }
        if (header.deadline().isAfter(appended.plus(LONGEST_DEADLINE))) {
            return Optional.of(BatchCondition.LIMITS);
        }
        return check.membershipFault(header, ledger).or(() -> {
            try {
                check.policies().resolve(header);
                return Optional.empty();
            } catch (UnsatisfiablePolicyException nobodyCan) {
                return Optional.of(BatchCondition.QUORUM);
            }
        });
    }

    /** Time passed in {@code answers}: deadlines before it are over. */
    void passed(Instant time, Reaction reaction) {
        if (!time.isAfter(now)) {
            return;
        }
        now = time;
        table.put(CLOCK, Map.of("millis", now.toEpochMilli()));
        for (ChangeId id : waiting.dueBefore(now)) {
            changes.open(id).ifPresent(change -> conclusions.expire(change, reaction));
        }
    }

    void answered(Answer answer, Moment moment, Reaction reaction) {
        passed(moment.time(), reaction);
        if (!signed(answer)) {
            reaction.misfit("answer-signature");
            return;
        }
        Heard heard = new Heard(answer, moment);
        Optional<OpenChange> open = changes.open(answer.change());
        Optional<Ending> ending = changes.ending(answer.change());
        if (open.isPresent()) {
            weigh(open.get(), heard, reaction);
        } else if (ending.isPresent()) {
            afterwards(ending.get(), answer, moment);
        } else {
            early(heard, reaction);
        }
    }

    private void early(Heard heard, Reaction reaction) {
        List<Heard> early = changes.early(heard.answer().change());
        long own = early.stream()
                .filter(other -> other.organization().equals(heard.organization()))
                .count();
        if (early.size() >= MOST_EARLY || own >= 2) {
            reaction.misfit("answer-repeated");
        } else if (early.stream().noneMatch(other -> other.agrees(heard.answer()))) {
            changes.addEarly(heard);
        }
    }

    private void weigh(OpenChange change, Heard heard, Reaction reaction) {
        Optional<Heard> first = change.answerOf(heard.organization());
        if (first.isPresent()) {
            if (!first.get().agrees(heard.answer())) {
                reaction.misfit("equivocation");
                reaction.alarm("an organization answered a change twice, differently");
            }
        } else if (check.valid(heard.answer(), change.header())) {
            OpenChange more = change.with(heard);
            changes.save(more);
            if (more.endorsed().isEmpty()) {
                decide(more, reaction);
            }
        } else {
            reaction.misfit("answer-not-entitled");
        }
    }

    /** The first refusal after the commit still reaches the ledger, with the next batch. */
    private void afterwards(Ending ending, Answer answer, Moment moment) {
        if (ending.committed() && !ending.answered().contains(answer.organization())) {
            answer.fold(approval -> false, refusal -> {
                late.add(refusal, moment.order());
                changes.end(answer.change(), ending.answeredBy(answer.organization()));
                return true;
            });
        }
    }

    private void decide(OpenChange change, Reaction reaction) {
        Header header = change.header();
        ResolvedPolicy policy = check.policies().resolve(header);
        List<Heard> counting = change.answers().stream()
                .filter(heard -> !heard.moment().time().isAfter(header.deadline()))
                .toList();
        List<Answer> answers = counting.stream().map(Heard::answer).toList();
        Decision decision = Decision.decide(policy, answers, header.deadline(), now);
        if (decision instanceof Decision.Endorsed endorsed) {
            OpenChange complete = change.endorsedAt(completion(policy, counting, header));
            changes.save(complete);
            waiting.endorsed(complete);
            reaction.say(new ProposalEndorsed(Subject.of(change.proposal()), endorsed.approving()));
        } else if (decision instanceof Decision.Rejected rejected) {
            conclusions.reject(change.id(), rejected.rejection(), reaction);
        } else if (decision instanceof Decision.Expired) {
            conclusions.expire(change, reaction);
        }
    }

    /** The order of the answer with which the quorum was complete. */
    private static long completion(ResolvedPolicy policy, List<Heard> counting, Header header) {
        for (int i = 1; i < counting.size(); i++) {
            List<Answer> first =
                    counting.subList(0, i).stream().map(Heard::answer).toList();
            if (Decision.decide(policy, first, header.deadline(), header.deadline()) instanceof Decision.Endorsed) {
                return counting.get(i - 1).moment().order();
            }
        }
        return counting.get(counting.size() - 1).moment().order();
    }

    private boolean signed(Answer answer) {
        return document.organization(answer.organization())
                .map(member -> verifier.verifies(
                        member.keys().approval(), answer.signedBytes(document.version()), answer.signature()))
                .orElse(false);
    }
}
