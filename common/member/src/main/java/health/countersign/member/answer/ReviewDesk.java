package health.countersign.member.answer;

import health.countersign.domain.Answer;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.member.own.Arrivals;
import health.countersign.member.own.Self;
import health.countersign.member.own.Work;
import health.countersign.member.store.Answers;
import health.countersign.member.store.Session;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.PoisonException;
import health.countersign.platform.log.Recorded;
import health.countersign.platform.log.Topic;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reviews what comes in the log, and sends all answers to one poll of a lane as one record. */
public final class ReviewDesk {
    /** Reviews in one piece of work of the writer; submissions wait that long at most. */
    private static final int PIECE = 50;

    private final Self self;
    private final Reviewer reviewer;
    private final Soundness soundness;
    private final Work work;
    private final EventLog log;
    private final Arrivals arrivals;

    public ReviewDesk(Self self, Reviewer reviewer, Work work, EventLog log, Arrivals arrivals) {
        this.self = self;
        this.reviewer = reviewer;
        this.soundness = new Soundness(self);
        this.work = work;
        this.log = log;
        this.arrivals = arrivals;
    }

    private record Sound(ProposalSubmitted submitted, Instant appended) {}

    /** Takes in and answers the proposals of a poll; answers are kept before they are sent. */
    public Future<Void> handle(LanePoll poll) {
        return work.compute(() -> sound(poll))
                .compose(sound -> answer(sound).compose(answers -> {
                    sound.forEach(each ->
                            arrivals.tell(each.submitted().proposal().header().card()));
                    sound.forEach(
                            each -> arrivals.tell(each.submitted().proposal().id()));
                    return send(poll.lane(), answers);
                }));
    }

    private List<Sound> sound(LanePoll poll) {
        List<Sound> sound = new ArrayList<>();
        for (Recorded recorded : poll.records()) {
            for (Event event : recorded.events()) {
                if (!(event instanceof ProposalSubmitted submitted)) {
                    throw new PoisonException(recorded.position(), "event-misplaced");
                }
                soundness.fault(submitted, poll.lane()).ifPresent(fault -> {
                    throw new PoisonException(recorded.position(), fault);
                });
                sound.add(new Sound(submitted, recorded.appendTime()));
            }
        }
        return sound;
    }

    private Future<List<Answer>> answer(List<Sound> sound) {
        Future<List<Answer>> answers = Future.succeededFuture(new ArrayList<>());
        for (int from = 0; from < sound.size(); from += PIECE) {
            List<Sound> piece = sound.subList(from, Math.min(from + PIECE, sound.size()));
            answers = answers.compose(
                    earlier -> work.write(session -> take(session, piece)).map(more -> {
                        earlier.addAll(more);
                        return earlier;
                    }));
        }
        return answers;
    }

    private List<Answer> take(Session session, List<Sound> piece) {
        List<Answer> answers = new ArrayList<>();
        piece.forEach(each ->
                reviewer.take(session, each.submitted(), each.appended()).ifPresent(answers::add));
        return answers;
    }

    private Future<Void> send(int lane, List<Answer> answers) {
        if (answers.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Event> events = answers.stream().map(Answers::event).toList();
        return log.append(Topic.ANSWERS, lane, self.id().value(), events).mapEmpty();
    }
}
