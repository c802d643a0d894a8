package health.countersign.member.store;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import java.util.List;
import java.util.Optional;

/** Signed proposals on their way to the log, and the callers' idempotency keys that they belong to. */
public final class Outbox {
    private final Session session;

    public Outbox(Session session) {
        this.session = session;
    }

    /** A record as it is sent, the first time and every time after. */
    public record Parcel(ChangeId change, int lane, CardId card, Bytes record) {}

    /** What a caller's key stands for. */
    public record Claim(String fingerprint, ChangeId change) {}

    public void add(Parcel parcel) {
        long ord = session.one("SELECT MAX(ord) FROM outbox", row -> row.getLong(1)).orElse(0L) + 1;
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

    /** The log shows it. */
    public void remove(ChangeId change) {
        session.update("DELETE FROM outbox WHERE change_id = ?", change.hex());
    }

    public Optional<Claim> claim(String key) {
        return session.one(
                "SELECT fingerprint, change_id FROM idempotency WHERE key = ?",
                row -> new Claim(row.getString(1), new ChangeId(row.getString(2))),
                key);
    }

    /** Remembers a caller's key, and forgets those from before {@code forget} (epoch milliseconds). */
    public void claim(String key, Claim claim, long now, long forget) {
        session.update("DELETE FROM idempotency WHERE at < ?", forget);
        session.update(
                "INSERT INTO idempotency (key, fingerprint, change_id, at) VALUES (?, ?, ?, ?)",
                key,
                claim.fingerprint(),
                claim.change().hex(),
                now);
    }
}
