package health.countersign.member.view;

import health.countersign.domain.Answer;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.member.own.Arrivals;
import health.countersign.member.own.Work;
import health.countersign.member.store.Answers;
import health.countersign.member.store.Outbox.Parcel;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import health.countersign.member.submit.SecondTry;
import health.countersign.member.submit.Submitter;
import health.countersign.platform.log.LanePoll;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what the log says of proposals: others' answers, and what the validator made of them. The ledger has the
 * last word.
 */
public final class OutcomeDesk {
    private final Work work;
    private final Arrivals arrivals;
    private final SecondTry secondTry;
    private final Submitter submitter;

    public OutcomeDesk(Work work, Arrivals arrivals, SecondTry secondTry, Submitter submitter) {
        this.work = work;
        this.arrivals = arrivals;
        this.secondTry = secondTry;
        this.submitter = submitter;
    }

    /** What outcomes led to. */
    private record Led(List<ChangeId> moved, List<Parcel> again) {}

    /** Keeps the answers of a poll. */
    public Future<Void> answers(LanePoll poll) {
        List<Answer> answers = new ArrayList<>();
        poll.events().forEach(event -> {
            if (event instanceof ApprovalGiven given) {
                answers.add(given.approval());
            } else if (event instanceof ApprovalRefused refused) {
                answers.add(refused.refusal());
            }
        });
        if (answers.isEmpty()) {
            return Future.succeededFuture();
        }
        return work.write(session -> {
                    answers.forEach(new Answers(session)::add);
                    return null;
                })
                .mapEmpty();
    }

    /** Keeps the outcomes of a poll, and proposes again what only came too late with its keys. */
    public Future<Void> outcomes(LanePoll poll) {
        List<Event> events = poll.events().toList();
        return work.write(session -> {
                    Led led = new Led(new ArrayList<>(), new ArrayList<>());
                    events.forEach(event -> take(session, event, led));
                    return led;
                })
                .compose(led -> {
                    led.moved().forEach(arrivals::tell);
                    return Future.join(led.again().stream().map(submitter::send).toList())
                            .mapEmpty();
                });
    }

    private void take(Session session, Event event, Led led) {
        Proposals proposals = new Proposals(session);
        if (event instanceof ProposalEndorsed endorsed) {
            proposals.endorsed(endorsed.subject().change());
            led.moved().add(endorsed.subject().change());
        } else if (event instanceof ProposalRejected || event instanceof ProposalExpired) {
            ChangeId ended = proposals.ended(event);
            led.moved().add(ended);
            secondTry.instead(session, ended).ifPresent(led.again()::add);
        }
    }
}
