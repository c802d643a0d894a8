package health.countersign.member.store;

import health.countersign.domain.CardId;
import health.countersign.domain.OrganizationId;
import java.util.List;

/** The record of who read what. */
public final class Reads {
    private final Session session;

    public Reads(Session session) {
        this.session = session;
    }

    /**
     * One reading.
     *
     * @param at epoch milliseconds
     * @param subject whose token it was
     * @param what such as {@code card} or {@code citation <change>}
     */
    public record Reading(long at, OrganizationId organization, String subject, CardId card, String what) {}

    public void add(Reading reading) {
        session.update(
                "INSERT INTO reads (at, organization, subject, card, what) VALUES (?, ?, ?, ?, ?)",
                reading.at(),
                reading.organization().value(),
                reading.subject(),
                reading.card().value(),
                reading.what());
    }

    public List<Reading> of(CardId card) {
        return session.list(
                "SELECT at, organization, subject, what FROM reads WHERE card = ? ORDER BY at",
                row -> new Reading(
                        row.getLong(1), new OrganizationId(row.getString(2)), row.getString(3), card, row.getString(4)),
                card.value());
    }
}
