package health.countersign.platform.log;

import health.countersign.domain.BatchPosition;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Digest;
import health.countersign.domain.Event;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import health.countersign.domain.Subject;
import java.time.Instant;
import java.util.List;

/** Events that carry a card and a number, so that tests can follow them. */
final class SampleEvents {
    private static final ChangeId CHANGE = new ChangeId("ab".repeat(32));
    private static final OrganizationId AUTHOR = new OrganizationId("hospital-a");

    private SampleEvents() {}

    static CardId card(int number) {
        return new CardId("00000000-0000-4000-8000-%012d".formatted(number));
    }

    static List<Event> event(int card, long number) {
        Subject subject = new Subject(CHANGE, card(card), Section.MEDICAL, AUTHOR);
        return List.of(new Event.ProposalExpired(subject, Instant.ofEpochMilli(number)));
    }

    static BatchPosition batch() {
        return new BatchPosition(2, 7, 1, new Digest("55".repeat(32)));
    }

    static CardId card(Recorded recorded) {
        return expired(recorded).subject().card();
    }

    static long number(Recorded recorded) {
        return expired(recorded).deadline().toEpochMilli();
    }

    private static Event.ProposalExpired expired(Recorded recorded) {
        return (Event.ProposalExpired) recorded.events().get(0);
    }
}
