package health.countersign.validator.lane;

import health.countersign.domain.Answer;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.EventTree;
import health.countersign.domain.Fields;
import health.countersign.domain.OrganizationId;
import java.time.Instant;
import java.util.Map;

/** A verified answer, and where and when the log holds it. */
public record Heard(Answer answer, Moment moment) {
    public OrganizationId organization() {
        return answer.organization();
    }

    /** Whether the other says the same in all but its signature. */
    boolean agrees(Answer other) {
        Map<String, Object> mine = EventTree.of(event(answer));
        Map<String, Object> others = EventTree.of(event(other));
        mine.remove("signature");
        others.remove("signature");
        return mine.equals(others);
    }

    Object tree() {
        return Map.of(
                "answer", EventTree.of(event(answer)), "at", moment.time().toEpochMilli(), "order", moment.order());
    }

    static Heard of(Object tree) {
        Fields fields = Fields.of(tree);
        return new Heard(
                fields.object("answer", Heard::answer),
                new Moment(Instant.ofEpochMilli(fields.integer("at")), fields.integer("order")));
    }

    private static Event event(Answer answer) {
        return answer.fold(ApprovalGiven::new, ApprovalRefused::new);
    }

    private static Answer answer(Object tree) {
        Event event = EventTree.read(tree);
        return event instanceof ApprovalGiven given ? given.approval() : ((ApprovalRefused) event).refusal();
    }
}
