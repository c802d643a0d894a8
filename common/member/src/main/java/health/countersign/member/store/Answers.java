package health.countersign.member.store;

import health.countersign.domain.Answer;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.EventTree;
import java.util.List;
import java.util.Optional;

/** Answers as the log has them, and this organization's own as it wrote them. */
public final class Answers {
    private final Session session;

    public Answers(Session session) {
        this.session = session;
    }

    /** Keeps an answer from the log, if it is its organization's first to this change. */
    public void add(Answer answer) {
        session.update(
                "INSERT INTO answers (change_id, organization, event) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                answer.change().hex(),
                answer.organization().value(),
                bytes(answer));
    }

    /** What the log has; whether the signatures verify is for the caller to find out. */
    public List<Answer> of(ChangeId change) {
        return session.list(
                "SELECT event FROM answers WHERE change_id = ? ORDER BY organization",
                row -> answer(row.getBytes(1)),
                change.hex());
    }

    /** This organization's own answer. */
    public Optional<Answer> own(ChangeId change) {
        return session.one(
                "SELECT event FROM own_answers WHERE change_id = ?", row -> answer(row.getBytes(1)), change.hex());
    }

    public void addOwn(Answer answer) {
        session.update(
                "INSERT INTO own_answers (change_id, event) VALUES (?, ?)",
                answer.change().hex(),
                bytes(answer));
    }

    /** The event that tells of an answer. */
    public static Event event(Answer answer) {
        return answer.fold(Event.ApprovalGiven::new, Event.ApprovalRefused::new);
    }

    private static byte[] bytes(Answer answer) {
        return StoredTree.bytes(EventTree.of(event(answer)));
    }

    private static Answer answer(byte[] bytes) {
        Event event = EventTree.read(StoredTree.read(bytes));
        return event instanceof Event.ApprovalGiven given
                ? given.approval()
                : ((Event.ApprovalRefused) event).refusal();
    }
}
