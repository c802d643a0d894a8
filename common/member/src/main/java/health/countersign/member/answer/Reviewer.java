package health.countersign.member.answer;

import health.countersign.domain.Answer;
import health.countersign.domain.Basis;
import health.countersign.domain.Bytes;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ConsortiumVersion;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.Proposal;
import health.countersign.domain.UnsatisfiablePolicyException;
import health.countersign.member.own.Self;
import health.countersign.member.review.RuleBook;
import health.countersign.member.review.Verdict;
import health.countersign.member.store.Answers;
import health.countersign.member.store.Changes;
import health.countersign.member.store.ContentState;
import health.countersign.member.store.Entries;
import health.countersign.member.store.Outbox;
import health.countersign.member.store.ProposalState;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import health.countersign.member.store.StoreException;
import health.countersign.member.store.StoredProposal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes sound proposals from the log into the store and answers those that wait for this organization. */
public final class Reviewer {
    private static final Logger LOG = LoggerFactory.getLogger(Reviewer.class);

    private final Self self;
    private final RuleBook rules;
    private final Resources resources;

    /** @param resources the parsed entries that reviews share; touched by the store's writer only */
    public Reviewer(Self self, RuleBook rules, Resources resources) {
        this.self = self;
        this.rules = rules;
        this.resources = resources;
    }

    /**
     * Takes in a proposal that stands in the log and answers it, if it is this organization's turn. One that came
     * before changes nothing and gets the answer that it got before.
     */
    public Optional<Answer> take(Session session, ProposalSubmitted submitted, Instant appended) {
        ChangeId change = submitted.proposal().id();
        Proposals proposals = new Proposals(session);
        Optional<ProposalState> known = proposals.state(change);
        if (known.isEmpty()) {
            return takeNew(session, submitted, appended);
        }
        if (known.get() == ProposalState.SUBMITTED) {
            proposals.logged(change, appended);
        }
        new Outbox(session).remove(change);
        return known.get().isFinal() ? Optional.empty() : new Answers(session).own(change);
    }

    /** Answers a proposal that waited for its key. */
    public Optional<Answer> again(Session session, ChangeId change) {
        StoredProposal stored = new Proposals(session).find(change).orElseThrow();
        return stored.state().isFinal() ? Optional.empty() : answer(session, stored.proposal(), stored.ciphertext());
    }

    private Optional<Answer> takeNew(Session session, ProposalSubmitted submitted, Instant appended) {
        Proposal proposal = submitted.proposal();
        Header header = proposal.header();
        boolean reader = self.reads(header.section()) && header.parties().include(self.id());
        Optional<Bytes> ciphertext = reader ? Optional.of(submitted.ciphertext()) : Optional.empty();
        List<Finding> keys = reader ? new KeyIntake(self, session).take(submitted) : List.of();
        Proposals proposals = new Proposals(session);
        ContentState content = reader ? ContentState.WAITING : ContentState.CLOSED;
        if (new Changes(session).committed(proposal.id())) {
            proposals.add(proposal, ProposalState.COMMITTED, content, Optional.of(appended), ciphertext);
            new EntryFill(self, session).fill(proposal);
            return Optional.empty();
        }
        List<Finding> findings = new HeaderReview(self, session).review(header, appended);
        proposals.add(proposal, ProposalState.PENDING, content, Optional.of(appended), ciphertext);
        Optional<Event> early = proposals.takeEarlyOutcome(proposal.id());
        if (early.isPresent()) {
            proposals.ended(early.get());
            return Optional.empty();
        }
        if (!findings.isEmpty()) {
            return say(session, proposal, Basis.HEADER, new Verdict(findings, List.of()));
        }
        return keys.isEmpty()
                ? answer(session, proposal, ciphertext)
                : say(session, proposal, Basis.CONTENT, new Verdict(keys, List.of()));
    }

    private Optional<Answer> answer(Session session, Proposal proposal, Optional<Bytes> ciphertext) {
        Reading reading = new ContentReader(self, session).read(proposal.header(), ciphertext);
        Proposals proposals = new Proposals(session);
        if (reading instanceof Reading.Waiting) {
            return Optional.empty();
        }
        if (reading instanceof Reading.Closed) {
            return say(session, proposal, Basis.HEADER, new Verdict(List.of(), List.of()));
        }
        if (reading instanceof Reading.Damaged damaged) {
            proposals.content(proposal.id(), ContentState.DAMAGED);
            return say(session, proposal, Basis.CONTENT, refusal(damaged.ground()));
        }
        Reading.Opened opened = (Reading.Opened) reading;
        Verdict verdict = judge(session, proposal, opened);
        if (verdict.approves()) {
            new Entries(session).add(proposal, opened.content());
        }
        proposals.content(proposal.id(), ContentState.OPEN);
        return say(session, proposal, Basis.CONTENT, verdict);
    }

    /** In doubt a change is refused: a rule that breaks on a hostile content must not stop the lane. */
    private Verdict judge(Session session, Proposal proposal, Reading.Opened opened) {
        try {
            return new ContentReview(self, rules, session, resources).review(proposal.header(), opened);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("change", proposal.id())
                    .addKeyValue("failure", e.getClass().getName())
                    .log("a rule broke");
            return refusal(Ground.REVIEW_FAILED);
        }
    }

    private static Verdict refusal(Ground ground) {
        return new Verdict(List.of(ground.finding()), List.of());
    }

    /** Signs and keeps the answer, if the policy asks this organization and it is not the author. */
    private Optional<Answer> say(Session session, Proposal proposal, Basis basis, Verdict verdict) {
        if (!asked(proposal.header())) {
            return Optional.empty();
        }
        Answer answer = verdict.approves()
                ? approval(proposal, basis, limited(verdict.remarks()))
                : refusal(proposal, limited(verdict.refusals()));
        new Answers(session).addOwn(answer);
        return Optional.of(answer);
    }

    private boolean asked(Header header) {
        if (header.author().equals(self.id()) || !header.parties().include(self.id())) {
            return false;
        }
        try {
            return self.check().policies().resolve(header).organizations().contains(self.id());
        } catch (UnsatisfiablePolicyException nobodyCan) {
            return false;
        }
    }

    private Answer approval(Proposal proposal, Basis basis, List<Finding> remarks) {
        ConsortiumVersion version = self.document().version();
        byte[] bytes = Answer.Approval.signedBytes(version, proposal.id(), self.id(), basis, remarks);
        return new Answer.Approval(proposal.id(), self.id(), basis, remarks, self.sign(bytes));
    }

    private Answer refusal(Proposal proposal, List<Finding> reasons) {
        ConsortiumVersion version = self.document().version();
        byte[] bytes = Answer.Refusal.signedBytes(version, proposal.id(), self.id(), reasons);
        return new Answer.Refusal(proposal.id(), self.id(), reasons, self.sign(bytes));
    }

    private static List<Finding> limited(List<Finding> findings) {
        return findings.stream().distinct().limit(Answer.MAX_FINDINGS).toList();
    }
}
