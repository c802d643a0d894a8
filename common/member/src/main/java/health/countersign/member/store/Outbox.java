package health.countersign.member.store;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import java.util.List;

/** Signed proposals on their way to the log. */
public final class Outbox {
    private final Session session;

    public Outbox(Session session) {
        this.session = session;
    }

    /** A record as it is sent, the first time and every time after. */
    public record Parcel(ChangeId change, int lane, CardId card, Bytes record) {}

    public void add(Parcel parcel) {
        long ord = session.one("SELECT MAX(ord) FROM outbox", row -> row.getLong(1))
                        .orElse(0L)
                + 1;
        session.update(
                "INSERT INTO outbox (change_id, ord, lane, card, record) VALUES (?, ?, ?, ?, ?)",
                parcel.change().hex(),
                ord,
                parcel.lane(),
                parcel.card().value(),
                parcel.record().array());
    }

    /** What the log has not shown yet, in the order in which it was signed. */
    public List<Parcel> all() {
        return session.list(
                "SELECT change_id, lane, card, record FROM outbox ORDER BY ord",
                row -> new Parcel(
                        new ChangeId(row.getString(1)),
                        row.getInt(2),
                        new CardId(row.getString(3)),
                        Bytes.of(row.getBytes(4))));
    }

    public boolean holds(ChangeId change) {
        return session.exists("SELECT 1 FROM outbox WHERE change_id = ?", change.hex());
    }

    /** The log shows it. */
    public void remove(ChangeId change) {
        session.update("DELETE FROM outbox WHERE change_id = ?", change.hex());
    }
}
